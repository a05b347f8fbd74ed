namespace FakeImds.Ec2;

/// <summary>Which tags EC2 takes, apart from what instance metadata can show.</summary>
internal static class TagRules
{
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;
    private const int MaxTags = 50;

    /// <summary>The error of these tags on one resource; null when they can be set.</summary>
    public static Ec2Error? Check(IReadOnlyCollection<KeyValuePair<string, string>> tags)
    {
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > MaxKeyLength)
            {
                return Ec2Errors.InvalidParameter("Tag.Key", key, $"Tag keys have 1 to {MaxKeyLength} characters.");
            }

            if (ReservedTags.Has(key))
            {
                return Ec2Errors.ReservedTagKey(key);
            }

            if (value.Length > MaxValueLength)
            {
                return Ec2Errors.InvalidParameter("Tag.Value", value[..MaxValueLength] + "…", $"Tag values have at most {MaxValueLength} characters.");
            }
        }

        return CheckCount(tags);
    }

    /// <summary>The error of so many tags on one resource; null when they fit.</summary>
    public static Ec2Error? CheckCount(IReadOnlyCollection<KeyValuePair<string, string>> tags) =>
        tags.Count > MaxTags && tags.Count(static t => !ReservedTags.Has(t.Key)) > MaxTags ? Ec2Errors.TooManyTags(MaxTags) : null;
}
