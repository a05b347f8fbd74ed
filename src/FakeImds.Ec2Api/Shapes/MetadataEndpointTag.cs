namespace FakeImds.Ec2Api.Shapes;

/// <summary>The tag that tells where an instance's metadata service is. It is in replies only: the instance itself does not have it.</summary>
internal static class MetadataEndpointTag
{
    public const string Key = "fakeimds:metadata-endpoint";

    /// <summary>The addresses whose clients see the instance at the addresses that the emulator itself listens on.</summary>
    public const string SourceKey = "fakeimds:metadata-source-address";
}
