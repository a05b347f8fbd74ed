using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Fleet;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.AwsCli;

/// <summary>What the outputs of the AWS CLI, or a config file of their shape, say of an account.</summary>
internal static class CliAccount
{
    /// <param name="path">The file.</param>
    /// <param name="document">Its content, checked against the shape.</param>
    /// <exception cref="ConfigException">Parts of the document contradict each other.</exception>
    public static DeclaredFile Of(string path, ConfigNode document)
    {
        var launches = LaunchParts.All(document);
        var first = launches.Count > 0 ? launches[0] : null;
        var own = document["FakeImds"];
        DescriptionMapper.CheckAlone(own);
        return new DeclaredFile
        {
            Path = path,
            Defaults = document["AccountLevel"] is { } level ? new(MetadataOptionMapper.Defaults(level), "AccountLevel", level.Position) : null,
            DeclarativePolicy = document["AccountLevel"] is { } managed && managed.TextOf("ManagedBy") is "declarative-policy" ? Policy(managed) : null,
            Images = [.. document.ListOf("Images").Where(static i => i.TextOf("ImageId") is not null).Select(Image)],
            OpenRules = MetadataOptionMapper.OpenDefaults(document["AccountLevel"]),
            Templates = [.. CliTemplates.Of(document)],
            Launches = [.. launches.Select(parts => Launch(document, parts))],
            Fallbacks = [.. LaunchParts.OfImages(document).Select(parts => Launch(document, parts))],
            Own = own,
            AccountId = own?.TextOf("AccountId") ?? first?.Reservation?.TextOf("OwnerId") ?? document.TextOf("OwnerId"),
            Region = first?.AvailabilityZone is { } zone ? ZoneRegion.Of(zone) : null,
        };
    }

    private static DeclaredLaunch Launch(ConfigNode document, LaunchParts parts)
    {
        var instance = parts.Instance;
        var node = instance ?? parts.TemplateVersion ?? parts.Image!;
        return new DeclaredLaunch
        {
            Name = instance?.TextOf("InstanceId") ?? parts.TemplateVersion?.TextOf("LaunchTemplateName") ?? parts.Image?.TextOf("ImageId") ?? node.Path,
            Kind = instance is not null ? parts.IsPasted ? "existing instance" : "instance" : parts.TemplateVersion is not null ? "launch template" : "image",
            Position = node.Position,
            Exists = parts.IsPasted,
            IsInstance = instance is not null,
            IsHypothetical = instance is null,
            IsStopped = instance?["State"]?.TextOf("Name") is "stopped" or "stopping",
            HasTestRole = !parts.IsPasted,
            Open = MetadataOptionMapper.Open(instance?["MetadataOptions"]),
            Region = parts.AvailabilityZone is { } zone ? ZoneRegion.Of(zone) : null,
            Clients = instance?["Clients"] is { } clients ? [.. clients.Items.Select(static c => new DeclaredClient(ClientRoute.Read(c.Text)!, c.Path, c.Position))] : [],
            Request = new RunInstancesRequest
            {
                ImageId = instance?.TextOf("ImageId") ?? (parts.TemplateData?.TextOf("ImageId") is null ? parts.Image?.TextOf("ImageId") : null),
                LaunchTemplate = parts.TemplateVersion is { } version ? CliTemplates.IdOf(version) : null,
                LaunchTemplateVersion = parts.TemplateVersion is { } number ? CliTemplates.NumberText(number) : null,
                MetadataOptions = MetadataOptionMapper.Options(instance?["MetadataOptions"]),
                Describe = new DescriptionMapper(document, parts).Describe,
            },
        };
    }

    // get-instance-metadata-defaults does not tell which of the defaults the policy sets: all that are there count as set by it.
    private static Declared<DeclarativePolicy> Policy(ConfigNode level)
    {
        var policy = new DeclarativePolicy { Defaults = MetadataOptionMapper.Defaults(level) };
        policy = level.TextOf("ManagedExceptionMessage") is { } message ? policy with { ExceptionMessage = message } : policy;
        return new(policy, "AccountLevel", level.Position);
    }

    private static Declared<Ec2Image> Image(ConfigNode node)
    {
        var id = node.TextOf("ImageId")!;
        var image = new Ec2Image
        {
            ImageId = id,
            Name = node.TextOf("Name") ?? id,
            OwnerId = node.TextOf("OwnerId"),
            OwnerAlias = node.TextOf("ImageOwnerAlias"),
            ImdsSupport = node["ImdsSupport"] is null ? null : ImdsSupport.V2,
            Description = node.TextOf("Description"),
            IsPublic = node.FlagOf("Public") ?? false,
            SourceImageId = node.TextOf("SourceImageId"),
            SourceImageRegion = node.TextOf("SourceImageRegion"),
            SourceInstanceId = node.TextOf("SourceInstanceId"),
            CreationDate = node.TextOf("CreationDate") is { } text && ConfigTime.IsTime(text) ? ConfigTime.Parse(text) : DateTimeOffset.UnixEpoch,
        };
        image = image with
        {
            Architecture = node.TextOf("Architecture") ?? image.Architecture,
            RootDeviceName = node.TextOf("RootDeviceName") ?? image.RootDeviceName,
            VirtualizationType = node.TextOf("VirtualizationType") ?? image.VirtualizationType,
            BlockDeviceMappings = LaunchNodes.Devices(node),
        };
        return new(image, id, node.Position);
    }
}
