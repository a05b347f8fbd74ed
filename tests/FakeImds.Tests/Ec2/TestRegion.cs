using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

/// <summary>The arrangements that most tests of the account begin with.</summary>
internal static class TestRegion
{
    public const string BadKeyMessage =
        @"'Patch Group' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), and must not be a reserved name ('.', '..', '_index')";

    public const string EnforcedMessage =
        "You can't launch instances with IMDSv1 because httpTokensEnforced is enabled for this account. Either launch the instance with httpTokens=required or contact your account owner to disable httpTokensEnforced using the ModifyInstanceMetadataDefaults API or the account settings in the EC2 console.";

    public static Ec2Region New(Action<Ec2AccountOptions>? configure = null, string name = "us-east-1")
    {
        var options = new Ec2AccountOptions();
        configure?.Invoke(options);
        return new Ec2Account(options).Region(name);
    }

    /// <summary>Launches one instance; without an image in the request, from a plain image.</summary>
    public static Ec2Instance Launch(this Ec2Region region, RunInstancesRequest? request = null) =>
        region.Instances.Run(region.WithImage(request)).ShouldHaveSingleItem();

    public static Ec2Instance Launch(this Ec2Region region, MetadataOptions options) =>
        region.Launch(new RunInstancesRequest { MetadataOptions = options });

    public static RunInstancesRequest WithImage(this Ec2Region region, RunInstancesRequest? request = null)
    {
        var images = region.Images;
        return (request ?? new RunInstancesRequest()) with
        {
            ImageId = request?.ImageId ?? (images.All.FirstOrDefault(i => i.Name == "plain") ?? images.Register("plain")).ImageId,
        };
    }

    public static ImmutableSortedDictionary<string, string> Tags(params string[] keys) =>
        keys.ToImmutableSortedDictionary(k => k, _ => "value", StringComparer.Ordinal);

    /// <summary>What EC2 answers; the test fails when it does not refuse.</summary>
    public static Ec2Error Refusal(Action action) => Should.Throw<Ec2Exception>(action).Error;
}
