namespace FakeImds.Hosting;

/// <summary>A connection whose requests choose their instance, or that belongs to nobody.</summary>
/// <param name="Directory">Who knows the instances.</param>
/// <param name="IsRouted">Whether the client's own address belongs to an instance.</param>
/// <param name="IsLocal">Whether the client is this machine itself.</param>
/// <param name="IsIpv6">Whether the address is that of IPv6.</param>
internal sealed record ClientChoice(ClientDirectory Directory, bool IsRouted, bool IsLocal, bool IsIpv6);
