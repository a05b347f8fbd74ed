using FakeImds.Ec2;

namespace FakeImds.Iac.Plan;

/// <summary>What the name of a public SSM parameter tells of the AMI that it holds.</summary>
internal static class PublicImageParameters
{
    private const string AmazonLinux2023 = "/aws/service/ami-amazon-linux-latest/al2023-ami-";

    private static readonly string[] s_references = ["{{resolve:ssm:", "resolve:ssm:"];

    /// <summary>The <c>ImdsSupport</c> that AWS documents for the AMIs of a parameter; null when the name doesn't tell.</summary>
    /// <param name="reference">The parameter's name, alone or in a reference such as <c>{{resolve:ssm:NAME:VERSION}}</c> or <c>resolve:ssm:NAME</c>.</param>
    public static ImdsSupport? ImdsSupportOf(string reference)
    {
        var start = Array.Find(s_references, r => reference.StartsWith(r, StringComparison.Ordinal))?.Length ?? 0;
        return reference.AsSpan(start).StartsWith(AmazonLinux2023, StringComparison.Ordinal) ? ImdsSupport.V2 : null;
    }
}
