namespace FakeImds.Ec2Api.Shapes;

/// <summary>What ids consist of.</summary>
internal static class IdText
{
    public static bool ContainsOnlyLettersAndDigits(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
