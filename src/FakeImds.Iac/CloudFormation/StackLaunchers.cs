using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Launchers;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Reads the launches of resource types that launch instances in the name of others, and names those whose instances a template does not hold.</summary>
internal sealed class StackLaunchers(ConfigNode template, StackLaunches launches)
{
    // A fleet can have no more launch templates than this.
    private const int MaxLaunches = 64;

    private const string OwnFile = "give its template as a file of its own";

    // They name launch templates, but launch nothing.
    private static readonly string[] s_harmless = ["AWS::ImageBuilder::DistributionConfiguration", "AWS::AutoScaling::WarmPool", "AWS::EC2::CapacityReservation"];

    /// <summary>Adds the launches of a resource of a type that has no reader of its own.</summary>
    /// <exception cref="ConfigException">Something in it is wrong.</exception>
    public void Add(DeclaredFileBuilder builder, string name, ConfigPosition position, string type, ConfigNode resource)
    {
        if (CloudFormationLaunchers.ByType.TryGetValue(type, out var launcher))
        {
            foreach (var launch in Of(launcher, name, position, resource))
            {
                builder.Add(launch);
            }
        }
        else if (!launches.MayBeMade(resource))
        {
            return;
        }
        else if (CloudFormationLaunchers.Contents.TryGetValue(type, out var what))
        {
            builder.Add(ClosedLaunch.Of(name, type, position, $"{what.Replace("a ", "the ", StringComparison.Ordinal)} {name}", OwnFile));
        }
        else if (type.EndsWith("::MODULE", StringComparison.Ordinal))
        {
            builder.Add(ClosedLaunch.Of(name, type, position, $"the module {name}"));
        }
        else if (type is "AWS::CloudFormation::CustomResource" || type.StartsWith("Custom::", StringComparison.Ordinal))
        {
            builder.Notes.Add(new Note(position, $"{name} is a custom resource ({type}): what its code makes is not looked at"));
        }
        else if (!s_harmless.Contains(type) && !type.StartsWith("AWS::IAM::", StringComparison.Ordinal) && LaunchLike.MemberOf(resource["Properties"]) is { } member)
        {
            builder.Add(ClosedLaunch.Of(name, type, position, $"{name}, of a type that is not known here and has {member},"));
        }
    }

    /// <summary>An <c>AWS::AutoScaling::AutoScalingGroup</c>. One with a launch configuration of the template launches nothing besides it.</summary>
    public void AddGroup(DeclaredFileBuilder builder, string name, ConfigPosition position, ConfigNode resource)
    {
        var properties = resource["Properties"];
        StackOptions.RefuseNearMisses(properties);
        if (properties?["LaunchTemplate"] is not null || properties?["MixedInstancesPolicy"] is not null)
        {
            foreach (var launch in Of(CloudFormationLaunchers.Group, name, position, resource))
            {
                builder.Add(launch);
            }
        }
        else if (properties?["LaunchConfigurationName"] is { } configuration)
        {
            if (launches.MayBeMade(resource) && template["Resources"]?[configuration["Ref"]?.Text ?? ""]?.TextOf("Type") is not "AWS::AutoScaling::LaunchConfiguration")
            {
                builder.Add(ClosedLaunch.Of(name, resource["Type"]!.Text, position, "the launch configuration of " + name));
            }
        }
        else if (launches.MayBeMade(resource))
        {
            builder.Add(ClosedLaunch.Of(
                name, resource["Type"]!.Text, position,
                properties?["InstanceId"] is null ? $"{name}, which names no launch template here," : $"{name}, whose launch configuration Auto Scaling makes of an instance,"));
        }
    }

    private List<DeclaredLaunch> Of(Launcher launcher, string name, ConfigPosition position, ConfigNode resource)
    {
        List<DeclaredLaunch> all = [];
        while (all.Count < MaxLaunches && One(launcher, name, position, resource, all.Count) is { } one)
        {
            all.Add(one);
        }

        return all is [_] ? all : [.. all.Select((l, i) => l with { Name = $"{name}[{i}]" })];
    }

    private DeclaredLaunch? One(Launcher launcher, string name, ConfigPosition position, ConfigNode resource, int index)
    {
        var hasTemplate = false;
        var launch = launches.Launch(name, position, resource, (data, properties) =>
        {
            var request = Request(launcher, data, new StackLauncherValues(data.Evaluator, properties), properties, index);
            if (request is { ImageId: null, LaunchTemplate: null } && !data.HasOpenTemplate && !data.HasOpenImage)
            {
                data.AddOpen(Reading<LaunchTemplate>.Nothing.Add("ImageId", LauncherReader.ChosenImage(launcher, name)));
            }

            hasTemplate |= request?.LaunchTemplate is not null || data.HasOpenTemplate;
            return request;
        });
        return launch is null ? null : launch with
        {
            OptionWords = LauncherReader.Words(launcher, launch.Request.MetadataOptions),
            AddsTags = true,
            By = hasTemplate ? launcher.ByWithTemplate ?? launcher.By : launcher.By,
            Rest = LauncherReader.Rest(launcher, hasTemplate),
        };
    }

    private static RunInstancesRequest? Request(Launcher launcher, StackLaunchData data, StackLauncherValues values, ConfigNode? properties, int index)
    {
        if (!LauncherReader.Launches(launcher, values))
        {
            return null;
        }

        var templates = LauncherReader.Templates(launcher, values, out var unknown);
        if (unknown is not null)
        {
            data.AddOpen(Reading<LaunchTemplate>.Nothing.Add("LaunchTemplate", unknown with { Words = "the launch template " + unknown.Words }));
        }

        // Without one the group has a launch configuration in this world, which is a launch itself.
        if (launcher == CloudFormationLaunchers.Group && templates.Count is 0 && unknown is null)
        {
            return null;
        }

        var specifications = launcher.Specifications is { } path ? values.At(null, path, out _) : [];
        if (index >= Math.Max(1, templates.Count + specifications.Count))
        {
            return null;
        }

        if (index - templates.Count is >= 0 and var at && at < specifications.Count)
        {
            return data.Specification(specifications[at]);
        }

        var (options, open) = LauncherReader.Options(launcher, values);
        data.AddOpen(open);
        var (named, version) = index < templates.Count ? data.Template(templates[index].Node) : (null, null);
        return new RunInstancesRequest
        {
            ImageId = LauncherReader.Image(launcher, values),
            MetadataOptions = options,
            LaunchTemplate = named,
            LaunchTemplateVersion = version,
            Tags = launcher.PropagatesTags ? data.Tags(properties, "Tags", tag => data.Known(tag, "PropagateAtLaunch") is "true")
                : launcher.TagKey is { } key ? InstanceDescription.NoTags.Add(key, "true")
                : null,
        };
    }
}
