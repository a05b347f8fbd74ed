using FakeImds.Ec2;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Fleet;

/// <summary>A launch that was made.</summary>
/// <param name="Launch">The launch.</param>
/// <param name="Instance">Its instance.</param>
/// <param name="Clients">The clients that see it.</param>
/// <param name="IsDefault">Whether it is that of clients which belong to no other.</param>
internal sealed record ServedLaunch(DeclaredLaunch Launch, Ec2Instance Instance, IReadOnlyList<DeclaredClient> Clients, bool IsDefault)
{
    /// <summary>Gives the instance its clients.</summary>
    /// <exception cref="ListenException">As <see cref="ImdsEmulator.RouteClients"/>.</exception>
    public void Route(ImdsEmulator emulator)
    {
        foreach (var (route, _, _) in Clients)
        {
            if (route.Network is { } network)
            {
                emulator.RouteClients(network, Instance);
            }
            else
            {
                emulator.RouteHeader(route.Header!, route.Value, Instance);
            }
        }
    }
}
