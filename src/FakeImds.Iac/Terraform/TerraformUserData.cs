using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads user data (docs/fidelity.md#terraform-user-data).</summary>
internal static class TerraformUserData
{
    /// <summary>The user data of an instance or a launch configuration, and what is not known of it.</summary>
    public static (ImmutableArray<byte>? Data, Note? Note, Ec2Error? Refusal) Of(TerraformResource resource)
    {
        if (resource.Values.TextOf("user_data_base64") is { } base64)
        {
            var (data, refusal) = Decoded(base64);
            return (data, null, refusal);
        }

        return resource.Values["user_data"] is not { Kind: ConfigKind.String, Text: { Length: > 0 } text } node ? (null, null, null)
            : IsHash(text) ? (null, new Note(node.Position, $"user_data of {resource.Address} is the SHA-1 that the provider keeps in place of the text; the instance has no user data here"), null)
            : ([.. Encoding.UTF8.GetBytes(text)], null, null);
    }

    /// <summary>The user data of a launch template.</summary>
    public static (ImmutableArray<byte>? Data, Ec2Error? Refusal) OfTemplate(ConfigNode values) => values.TextOf("user_data") is { } base64 ? Decoded(base64) : (null, null);

    private static (ImmutableArray<byte>? Data, Ec2Error? Refusal) Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? ([.. bytes.AsSpan(0, length)], null) : (null, LaunchRefusals.UserData);
    }

    // A text of 40 hexadecimal digits could be user data; it hardly is.
    private static bool IsHash(string text) => text.Length == SHA1.HashSizeInBytes * 2 && text.All(char.IsAsciiHexDigitLower);
}
