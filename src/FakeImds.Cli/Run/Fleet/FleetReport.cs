using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.Fleet;

namespace FakeImds.Cli.Run;

/// <summary>What the program says at start of the instances that share its addresses.</summary>
internal static class FleetReport
{
    private const int MaxInstances = 20;
    private const int MaxClients = 5;

    /// <param name="launched">The launches that were made.</param>
    /// <param name="settings">The settings.</param>
    public static IEnumerable<string> Of(IReadOnlyList<ServedLaunch> launched, RunSettings settings)
    {
        ServedLaunch[] routed = [.. launched.Where(static l => l.Clients is not [])];
        var rest = launched.FirstOrDefault(static l => l.IsDefault)?.Instance;
        rest = settings.UnknownClients is UnknownClients.Refuse ? null : rest;
        if (routed is [] && rest is not null)
        {
            return StartReport.Options(rest.MetadataOptions.Options);
        }

        return
        [
            .. routed.Take(MaxInstances).Select(static l => $"{l.Instance.InstanceId} for {Clients(l)}: {Options(l.Instance)}"),
            .. routed.Length > MaxInstances ? [string.Create(CultureInfo.InvariantCulture, $"{routed.Length - MaxInstances} more instances have clients")] : (string[])[],
            rest is null ? "All other clients are refused" : $"{rest.InstanceId} for all other clients: {Options(rest)}",
        ];
    }

    private static string Clients(ServedLaunch launched) =>
        string.Join(", ", launched.Clients.Take(MaxClients).Select(static c => c.Route.Text))
        + (launched.Clients.Count > MaxClients ? string.Create(CultureInfo.InvariantCulture, $" and {launched.Clients.Count - MaxClients} more") : "");

    private static string Options(Ec2Instance instance) => string.Join(", ", StartReport.Values(instance.MetadataOptions.Options));
}
