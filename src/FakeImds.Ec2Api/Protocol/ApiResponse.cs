namespace FakeImds.Ec2Api.Protocol;

/// <summary>An answer ready to be sent.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RequestId">The request's id.</param>
/// <param name="Body">XML, UTF-8.</param>
internal sealed record ApiResponse(int Status, string RequestId, byte[] Body);
