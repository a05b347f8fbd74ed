using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>Finds a launch's image, and asks the world whether it has <c>ImdsSupport</c> when no file tells and something depends on it.</summary>
internal sealed class ImageResolver(AccountSettings settings, Ec2Region region, bool hasOwnImage)
{
    private const string DescribeImages = "give the output of describe-images, or --imds-support";
    private const string OwnImage = "fakeimds-image";
    private const string SsmReference = "resolve:ssm:";

    private readonly HashSet<string> _known = [.. region.Images.All.Select(static i => i.ImageId)];
    private readonly Dictionary<string, ImdsSupport?> _assumed = new(StringComparer.Ordinal);

    /// <summary>The image's id, the image in words, and what the id depends on when it is made up.</summary>
    /// <param name="launch">The launch.</param>
    /// <param name="request">Its request, the options as the world has them.</param>
    /// <param name="template">What its template supplies.</param>
    /// <param name="open">What is open.</param>
    /// <param name="world">The world.</param>
    public (string Id, string Words, Unknown? Unknown) Of(
        DeclaredLaunch launch, RunInstancesRequest request, LaunchTemplateData? template, ImmutableSortedDictionary<string, Unknown> open, World world)
    {
        var id = request.ImageId ?? template?.ImageId;
        if (id is not null && _known.Contains(id))
        {
            return (id, id, null);
        }

        var unknown = id is null ? open.GetValueOrDefault("ImageId")
            : id.StartsWith(SsmReference, StringComparison.Ordinal) ? new Unknown(id, $"the SSM parameter {id[SsmReference.Length..]}") { SsmParameter = id[SsmReference.Length..] }
            : new Unknown(id, id);
        var support = settings.ImdsSupport
            ?? (unknown?.SsmParameter is { } parameter ? PublicImageParameters.ImdsSupportOf(parameter) : null)
            ?? (!settings.OtherImagesHaveNone && !(hasOwnImage && launch.HasTestRole) && Decides(request.MetadataOptions, template?.MetadataOptions) && IsV2(unknown, world) ? ImdsSupport.V2 : null);
        var isIdKnown = id is not null && unknown?.SsmParameter is null;
        id = unknown is null ? Own() : id is null || unknown.SsmParameter is not null ? "ami-" + CliTemplates.MadeUpId(unknown.Key)["lt-".Length..] : id;
        if (!_assumed.TryGetValue(id, out var assumed) || assumed != support)
        {
            region.Images.Restore(unknown is null ? region.Images.Get(id) with { ImdsSupport = support } : new Ec2Image { ImageId = id, Name = "not described", OwnerId = IamImageKeys.UnknownOwner, ImdsSupport = support });
            _assumed[id] = support;
        }

        return (id, unknown?.Words ?? "", isIdKnown ? null : unknown ?? new Unknown("AMI", "the AMI, which no file names"));
    }

    // Found again by its name: one image for all launches that don't tell theirs.
    private string Own() => (region.Images.Named(OwnImage).FirstOrDefault() ?? region.Images.Register(OwnImage)).ImageId;

    private static bool IsV2(Unknown? written, World world)
    {
        var name = written is null ? "the AMI"
            : written.Words.StartsWith("the AMI", StringComparison.Ordinal) ? written.Words
            : written.Words.StartsWith("ami-", StringComparison.Ordinal) ? "AMI " + written.Words
            : "the AMI " + written.Words;
        var unknown = new Unknown($"AMI {written?.Key} v2.0", written is null ? "the AMI, which no file names" : name)
        {
            Hint = written?.Hint is { } hint && hint.StartsWith("give ", StringComparison.Ordinal) ? hint : written?.Hint is { } parameter ? $"{parameter}, or --imds-support" : DescribeImages,
        };
        return world.Holds(unknown, $"{name} has ImdsSupport=v2.0", $"{name} has no ImdsSupport");
    }

    // The image is asked last, for tokens and hop limit only.
    private bool Decides(MetadataOptions? request, MetadataOptions? template)
    {
        var account = region.MetadataDefaults;
        return (request?.HttpTokens is null && template?.HttpTokens is null && account.HttpTokens is null or DefaultHttpTokens.NoPreference)
            || (request?.HttpPutResponseHopLimit is null && template?.HttpPutResponseHopLimit is null
                && account.HttpPutResponseHopLimit is null or AccountMetadataDefaults.NoHopLimitPreference);
    }
}
