using System.Collections.Immutable;
using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>The condition keys that an action and its resource fill (docs/fidelity.md#iam-keys).</summary>
internal static class IamKeys
{
    public const string Attribute = "ec2:Attribute/";

    /// <summary>
    /// The keys of metadata options. Those that EC2's own default decided are absent at launch and there on an instance
    /// (docs/fidelity.md#iam-effective).
    /// </summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> WithOptions(
        this ImmutableDictionary<string, ImmutableArray<string>> keys, DecidedMetadataOptions options, bool isLaunch)
    {
        keys = Add(keys, "ec2:MetadataHttpTokens", options.HttpTokens, MetadataOptionText.Of(options.HttpTokens.Value), isLaunch);
        keys = Add(keys, "ec2:MetadataHttpEndpoint", options.HttpEndpoint, MetadataOptionText.Of(options.HttpEndpoint.Value), isLaunch);
        keys = Add(keys, "ec2:InstanceMetadataTags", options.InstanceMetadataTags, MetadataOptionText.Of(options.InstanceMetadataTags.Value), isLaunch);
        return Add(keys, "ec2:MetadataHttpPutResponseHopLimit", options.HttpPutResponseHopLimit, options.HttpPutResponseHopLimit.Value.ToString(CultureInfo.InvariantCulture), isLaunch);
    }

    /// <summary>One key with one value; null leaves it absent.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> With(this ImmutableDictionary<string, ImmutableArray<string>> keys, string key, string? value) =>
        value is null ? keys : keys.SetItem(key, [value]);

    /// <summary>The keys of the tags that a request sets.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> WithRequestTags(
        this ImmutableDictionary<string, ImmutableArray<string>> keys, IReadOnlyDictionary<string, string> tags) =>
        tags.Count == 0 ? keys : tags.Aggregate(keys.SetItem("aws:TagKeys", [.. tags.Keys]), static (k, t) => k.SetItem("aws:RequestTag/" + t.Key, [t.Value]));

    /// <summary>The keys of the tags that the resource has.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> WithResourceTags(
        this ImmutableDictionary<string, ImmutableArray<string>> keys, IReadOnlyDictionary<string, string> tags) =>
        tags.Aggregate(keys, static (k, t) => k.SetItem("aws:ResourceTag/" + t.Key, [t.Value]).SetItem("ec2:ResourceTag/" + t.Key, [t.Value]));

    /// <summary>The keys of an instance that exists.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> OfInstance(Ec2Instance instance)
    {
        var description = instance.Snapshot.Description;
        return IamRequest.NoKeys.WithOptions(instance.Snapshot.MetadataOptions, isLaunch: false)
            .With("ec2:InstanceID", instance.InstanceId)
            .With("ec2:InstanceType", description.InstanceType)
            .With("ec2:AvailabilityZone", description.Placement.AvailabilityZone)
            .With("ec2:InstanceProfile", description.InstanceProfile?.Arn)
            .WithResourceTags(description.Tags);
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Add<T>(
        ImmutableDictionary<string, ImmutableArray<string>> keys, string key, DecidedOption<T> option, string value, bool isLaunch)
        where T : struct => isLaunch && option.Source is OptionSource.BuiltIn ? keys : keys.SetItem(key, [value]);
}
