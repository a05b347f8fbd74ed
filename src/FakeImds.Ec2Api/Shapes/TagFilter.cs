namespace FakeImds.Ec2Api.Shapes;

/// <summary>The filters <c>tag:KEY</c>, <c>tag-key</c> and <c>tag-value</c> that every tagged resource has.</summary>
internal static class TagFilter
{
    private const string TagPrefix = "tag:";

    /// <summary>The values under a filter's name; null when it is no filter of tags.</summary>
    public static IEnumerable<string?>? Values(string name, IReadOnlyDictionary<string, string> tags) => name switch
    {
        "tag-key" => tags.Keys,
        "tag-value" => tags.Values,
        _ when name.StartsWith(TagPrefix, StringComparison.Ordinal) => tags.TryGetValue(name[TagPrefix.Length..], out var value) ? [value] : [],
        _ => null,
    };
}
