using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>User data on the wire: base64.</summary>
internal static class UserDataText
{
    private const string Name = "UserData";

    public static ImmutableArray<byte>? Read(Parameters parameters) =>
        parameters.Text(Name) is { Length: > 0 } text ? Parse(text, parameters.FullName(Name)) : null;

    /// <summary>The bytes of a text; the parameter is named when it is not base64.</summary>
    public static ImmutableArray<byte> Parse(string text, string parameter)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? ImmutableCollectionsMarshal.AsImmutableArray(bytes[..length])
            : throw new Ec2Exception(ApiErrors.NotBase64(parameter));
    }

    public static string Write(ImmutableArray<byte> data) => Convert.ToBase64String(data.AsSpan());
}
