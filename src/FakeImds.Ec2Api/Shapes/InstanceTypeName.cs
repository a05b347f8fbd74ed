using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>Names of instance types: family, a dot, size. New types appear every month, so any such name is taken.</summary>
internal static class InstanceTypeName
{
    public static string? Checked(string? name) => name is null || IsWellFormed(name) ? name
        : throw new Ec2Exception(new Ec2Error("InvalidParameterValue", $"Invalid value '{name}' for InstanceType."));

    private static bool IsWellFormed(string name) =>
        name.Split('.') is [var family, var size] && IsPart(family) && IsPart(size);

    private static bool IsPart(string part) =>
        part.Length is > 0 and <= 32 && part.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
