namespace FakeImds.Wire.Tests;

/// <summary>The two ways to the service; named as in AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE.</summary>
public enum IpFamily
{
    IPv4,
    IPv6,
}
