namespace FakeImds.Ec2;

/// <summary>Which tags EC2 takes, apart from what instance metadata can show.</summary>
internal static class TagRules
{
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;
    private const int MaxTags = 50;
    private const string ReservedPrefix = "aws:";

    /// <summary>The error of these tags on one resource; null when they can be set.</summary>
    public static Ec2Error? Check(IReadOnlyCollection<KeyValuePair<string, string>> tags)
    {
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > MaxKeyLength)
            {
                return Ec2Errors.InvalidParameter("Tag.Key", key, $"Tag keys have 1 to {MaxKeyLength} characters.");
            }

            if (key.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))
            {
                return Ec2Errors.ReservedTagKey(key);
            }

            if (value.Length > MaxValueLength)
            {
                return Ec2Errors.InvalidParameter("Tag.Value", value[..MaxValueLength] + "…", $"Tag values have at most {MaxValueLength} characters.");
            }
        }

        return CheckCount(tags.Count);
    }

    /// <summary>The error of so many tags on one resource; null when they fit.</summary>
    public static Ec2Error? CheckCount(int count) => count > MaxTags ? Ec2Errors.TooManyTags(MaxTags) : null;
}
