using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Options;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Policies;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads what <c>terraform show -json</c> prints of a plan or a state (docs/fidelity.md#terraform).</summary>
internal sealed class TerraformFile
{
    private readonly ConfigNode _document;
    private readonly bool _isState;
    private readonly IReadOnlyList<TerraformResource> _resources;
    private readonly TerraformLaunches _launches;

    private TerraformFile(ConfigNode document)
    {
        _document = document;
        _isState = document["planned_values"] is null;
        _resources = TerraformResources.Of(document);
        _launches = new TerraformLaunches(document, _resources, _isState);
    }

    public static bool IsOne(ConfigNode document) => IsStateFile(document)
        || (document["format_version"] is not null && (document["planned_values"] is not null || document["values"] is not null || document["terraform_version"] is not null));

    /// <exception cref="ConfigException">It is not such output, or a value in it is not one that EC2 takes.</exception>
    public static DeclaredFile Read(string path, ConfigNode document) => IsStateFile(document)
        ? throw document.Error("the file is a state file of Terraform; the output of terraform show -json is allowed")
        : new TerraformFile(document).Read(path);

    private static bool IsStateFile(ConfigNode document) => document["serial"] is not null && document["lineage"] is not null;

    private DeclaredFile Read(string path)
    {
        var file = new DeclaredFile { Path = path, Region = Region(), IsWhole = true };
        foreach (var resource in _resources)
        {
            file = resource.Type switch
            {
                "aws_instance" or "aws_spot_instance_request" or "aws_launch_configuration" when IsManaged(resource) =>
                    file with { Launches = file.Launches.Add(_launches.Instance(resource)) },
                "aws_autoscaling_group" when IsManaged(resource) && _launches.Group(resource) is { } group => file with { Launches = file.Launches.Add(group) },
                "aws_launch_template" => file with { Templates = file.Templates.Add(_launches.Template(resource)) },
                "aws_ami" or "aws_ami_copy" or "aws_ami_from_instance" when resource.Values.TextOf("id") is { } id =>
                    file with { Images = file.Images.Add(Image(resource, id)) },
                "aws_ec2_instance_metadata_defaults" => file with { Defaults = Once(file.Defaults, resource) },
                "aws_iam_policy" or "aws_iam_role_policy" or "aws_iam_user_policy" or "aws_iam_group_policy" when IsManaged(resource) =>
                    file with { Notes = file.Notes.Add(new Note(resource.Values.Position, $"{resource.Address} is a policy for certain principals and is not looked at; give its document as a file of its own")) },
                "aws_organizations_policy" when IsManaged(resource) => OrganizationPolicy(file, resource),
                _ => file,
            };
        }

        return file with { Images = [.. file.Images.DistinctBy(static i => i.Value.ImageId)] };
    }

    private static bool IsManaged(TerraformResource resource) => !resource.Address.Contains("data." + resource.Type, StringComparison.Ordinal);

    private static Declared<AccountMetadataDefaults> Once(Declared<AccountMetadataDefaults>? known, TerraformResource resource) => known is null
        ? new(new OptionReader(OptionNames.Terraform).Defaults(resource.Values), resource.Address, resource.Values.Position)
        : throw resource.Values.Error($"{resource.Address} sets account defaults as {known.Name} does; those of one Region are allowed");

    private static Declared<Ec2Image> Image(TerraformResource resource, string id)
    {
        var values = resource.Values;
        var support = values.TextOf("imds_support");
        return support is null or "v2.0"
            ? new(
                new Ec2Image
                {
                    ImageId = id,
                    Name = values.TextOf("name") is { Length: >= 3 and <= 128 } name ? name : id,
                    OwnerId = values.TextOf("owner_id"),
                    ImdsSupport = support is null ? null : ImdsSupport.V2,
                    Architecture = values.TextOf("architecture") ?? "x86_64",
                },
                resource.Address,
                values.Position)
            : throw values["imds_support"]!.Error($"{values["imds_support"]!.Path} is '{support}'; v2.0 is allowed");
    }

    // A policy that depends on what is not known yet can't be looked at.
    private static DeclaredFile Policy(DeclaredFile file, TerraformResource resource) =>
        resource.Values.TextOf("content") is { } json
            ? file with { Policies = file.Policies.Add(new DeclaredPolicy(resource.Address, true, json, resource.Values["content"]!.Position)) }
            : file with { Notes = file.Notes.Add(new Note(resource.Values.Position, $"{resource.Address} is not known before apply and is not looked at")) };

    private static DeclaredFile OrganizationPolicy(DeclaredFile file, TerraformResource resource)
    {
        var type = resource.Values.TextOf("type") ?? "SERVICE_CONTROL_POLICY";
        if (type is not "DECLARATIVE_POLICY_EC2" || resource.Values.TextOf("content") is not { } json)
        {
            return type is "SERVICE_CONTROL_POLICY" or "DECLARATIVE_POLICY_EC2" ? Policy(file, resource) : file;
        }

        var content = resource.Values["content"]!;
        try
        {
            return file with { DeclarativePolicy = new(DeclarativePolicyReader.Read(ConfigParser.Parse(Encoding.UTF8.GetBytes(json))), resource.Address, content.Position) };
        }
        catch (ConfigException e)
        {
            throw content.Error($"{content.Path}: {e.Message}");
        }
    }

    private string? Region()
    {
        var provider = _document["configuration"]?["provider_config"]?["aws"]?["expressions"]?["region"]?.TextOf("constant_value");
        var zone = _resources.Where(static r => r.Type is "aws_instance").Select(static r => r.Values["availability_zone"]).FirstOrDefault(static z => z is { Kind: ConfigKind.String, Text.Length: > 0 });
        return provider ?? (zone is null ? null : ZoneRegion.Of(zone));
    }
}
