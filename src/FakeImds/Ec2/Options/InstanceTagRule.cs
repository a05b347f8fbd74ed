using System.Buffers;

namespace FakeImds.Ec2;

/// <summary>Which tag keys EC2 lets into instance metadata (docs/fidelity.md#tag-keys). Outside it, any key up to 128 characters is allowed.</summary>
internal static class InstanceTagRule
{
    private const int MaxKeyLength = 255;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_+=,.@:");

    /// <summary>The error that a launch, a modify or a tagging gets while tags are shown; null when all keys fit.</summary>
    public static Ec2Error? Check(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (!IsShowable(key))
            {
                return Ec2Errors.InvalidTagKey(key);
            }
        }

        return null;
    }

    private static bool IsShowable(string key) =>
        key.Length is > 0 and <= MaxKeyLength
        && key is not ("." or ".." or "_index")
        && !key.AsSpan().ContainsAnyExcept(s_allowed);
}
