using System.Collections.Frozen;
using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Policies;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads what <c>terraform show -json</c> prints of a plan or a state (docs/fidelity.md#terraform).</summary>
internal sealed class TerraformFile
{
    // Those of every provider are many; the others are passed over.
    private static readonly FrozenSet<string> s_read = FrozenSet.Create(
        StringComparer.Ordinal,
        "aws_instance", "aws_spot_instance_request", "aws_launch_configuration", "aws_autoscaling_group", TerraformTemplates.Type,
        "aws_ami", "aws_ami_copy", "aws_ami_from_instance", "aws_ec2_instance_metadata_defaults", "aws_organizations_policy", "aws_organizations_policy_attachment",
        "aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy");

    private readonly ConfigNode _document;
    private readonly TerraformResource[] _resources;
    private readonly TerraformLaunches _launches;
    private readonly TerraformServices _services;

    private TerraformFile(ConfigNode document)
    {
        _document = document;
        var configuration = new TerraformConfiguration(document);
        _resources = [.. TerraformResources.Of(document, configuration)];
        var templates = new TerraformTemplates(configuration, [.. _resources.Where(static r => r.Type is TerraformTemplates.Type)]);
        _launches = new TerraformLaunches(templates);
        _services = new TerraformServices(templates, [.. _resources.Where(static r => r.Type is "aws_launch_configuration")]);
    }

    public static bool IsOne(ConfigNode document) => IsStateFile(document)
        || (document["format_version"] is not null && (document["planned_values"] is not null || document["values"] is not null || document["terraform_version"] is not null));

    /// <summary>Whether resources of a type are looked at.</summary>
    public static bool Reads(string type) => s_read.Contains(type) || TerraformServices.IsLauncher(type);

    /// <exception cref="ConfigException">It is not such output, or a value in it is not one that EC2 takes.</exception>
    public static DeclaredFile Read(string path, ConfigNode document) => IsStateFile(document)
        ? throw document.Error("the file is a state file of Terraform; the output of terraform show -json is allowed")
        : new TerraformFile(document).Read(path);

    private static bool IsStateFile(ConfigNode document) => document["serial"] is not null && document["lineage"] is not null;

    private DeclaredFile Read(string path)
    {
        var builder = new DeclaredFileBuilder();
        if (_document["errored"]?.Text is "true" || _document["complete"]?.Text is "false")
        {
            builder.Notes.Add(new Note(_document.Position, "the plan is not complete: what it leaves out is not looked at"));
        }

        foreach (var resource in _resources)
        {
            Add(builder, resource);
        }

        return builder.ToFile(new DeclaredFile { Path = path, Region = Region(), IsWhole = true });
    }

    private void Add(DeclaredFileBuilder builder, TerraformResource resource)
    {
        switch (resource.Type)
        {
            case "aws_instance" or "aws_spot_instance_request":
                builder.Add(_launches.Instance(resource) with { By = TerraformServices.By(resource.Type) });
                break;
            case "aws_launch_configuration" when !resource.IsData:
                builder.Add(TerraformLaunches.Configuration(resource) with { By = TerraformServices.By(resource.Type) });
                break;
            case "aws_autoscaling_group" when !resource.IsData:
                builder.Launches.AddRange(_services.Group(resource));
                break;
            case TerraformTemplates.Type:
                builder.Add(TerraformTemplates.Read(resource));
                break;
            case "aws_ami" or "aws_ami_copy" or "aws_ami_from_instance" when resource.Values.TextOf("id") is { } id:
                builder.Images.Add(Image(resource, id));
                break;
            case "aws_ec2_instance_metadata_defaults":
                builder.Defaults = Once(builder.Defaults, resource);
                break;
            case "aws_iam_policy" or "aws_iam_role_policy" or "aws_iam_user_policy" or "aws_iam_group_policy" when !resource.IsData:
                builder.Notes.Add(new Note(resource.Values.Position, $"{resource.Address} is a policy for certain principals and is not looked at; give its document as a file of its own"));
                break;
            case "aws_organizations_policy" when !resource.IsData:
                OrganizationPolicy(builder, resource);
                break;
            default:
                if (!s_read.Contains(resource.Type) && !resource.IsData)
                {
                    builder.Launches.AddRange(_services.Of(resource));
                }

                break;
        }
    }

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
                    OwnerAlias = values.TextOf("image_owner_alias") is { Length: > 0 } alias ? alias : null,
                    ImdsSupport = support is null ? null : ImdsSupport.V2,
                    Architecture = values.TextOf("architecture") ?? "x86_64",
                },
                resource.Address,
                values.Position)
            : throw values["imds_support"]!.Error($"{values["imds_support"]!.Path} is '{ShortValue.Of(support)}'; v2.0 is allowed");
    }

    // A policy that depends on what is not known yet can't be looked at.
    private void OrganizationPolicy(DeclaredFileBuilder builder, TerraformResource resource)
    {
        var type = resource.Values.TextOf("type") ?? "SERVICE_CONTROL_POLICY";
        if (type is not ("SERVICE_CONTROL_POLICY" or "DECLARATIVE_POLICY_EC2"))
        {
            return;
        }

        if (resource.Values.TextOf("content") is not { } json)
        {
            builder.OpenRules.Add(resource.Unknown("content") with { Key = resource.Address, Words = $"the policy {resource.Address}, not known before apply" });
            return;
        }

        var content = resource.Values["content"]!;
        if (type is "SERVICE_CONTROL_POLICY")
        {
            builder.Policies.Add(new DeclaredPolicy(resource.Address, true, json, content.Position));
            return;
        }

        builder.OrganizationPolicies.Add(new(PolicyDocuments.Inside(content, c => Policies.OrganizationPolicy.Of(c, Targets(resource))), resource.Address, content.Position));
    }

    // By the policy's id, or before there is one by what the configuration refers to.
    private ImmutableArray<string> Targets(TerraformResource policy)
    {
        var references = new TerraformReferences(policy.All, _resources.Where(static r => r.Type is "aws_organizations_policy"), "aws_organizations_policy");
        return
        [
            .. _resources.Where(static r => r.Type is "aws_organizations_policy_attachment")
                .Where(r => r.Values.TextOf("policy_id") is { } id ? id == policy.Values.TextOf("id") : references.Find(r, r.Expression("policy_id")) == policy)
                .Select(static r => r.Values.TextOf("target_id")).OfType<string>(),
        ];
    }

    private string? Region()
    {
        var provider = _document["configuration"]?["provider_config"]?["aws"]?["expressions"]?["region"]?.TextOf("constant_value");
        var zone = _resources.Where(static r => r.Type is "aws_instance").Select(static r => r.Values["availability_zone"]).FirstOrDefault(static z => z is { Kind: ConfigKind.String, Text.Length: > 0 });
        return provider ?? (zone is null ? null : ZoneRegion.Of(zone));
    }
}
