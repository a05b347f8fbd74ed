using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Fleet;

/// <summary>Which clients see which launch: what the files say of their instances, and what options say by name.</summary>
internal sealed class FleetPlan
{
    private readonly Dictionary<DeclaredLaunch, List<DeclaredClient>> _clients = new(ReferenceEqualityComparer.Instance);

    private FleetPlan()
    {
    }

    /// <exception cref="AccountFilesException">Two instances have the same clients, an option names no launch, or headers are not allowed.</exception>
    public static FleetPlan Of(AccountSettings settings)
    {
        var fleet = new FleetPlan();
        var known = new Dictionary<string, (DeclaredLaunch Launch, DeclaredClient Client)>(StringComparer.Ordinal);
        foreach (var launch in settings.Plan.Launches)
        {
            foreach (var client in launch.Clients)
            {
                fleet.Add(known, launch, client, settings.ClientHeaders);
            }
        }

        var named = new Lazy<Dictionary<string, DeclaredLaunch>>(
            () => settings.Plan.Launches.DistinctBy(static l => l.Name, StringComparer.Ordinal).ToDictionary(static l => l.Name, StringComparer.Ordinal));
        foreach (var client in settings.Clients)
        {
            var launch = named.Value.GetValueOrDefault(client.Launch) ?? throw new AccountFilesException(
                $"fakeimds: --clients names '{ShortValue.Of(client.Launch)}'; {AllowedWords.Of([.. named.Value.Keys.Take(20)])} is allowed{NearestName.Hint(client.Launch, named.Value.Keys)}");
            fleet.Add(known, launch, new DeclaredClient(client.Route, "--clients", new ConfigPosition(1, 1)), settings.ClientHeaders);
        }

        return fleet;
    }

    public bool IsEmpty => _clients.Count is 0;

    /// <summary>The clients of a launch.</summary>
    public IReadOnlyList<DeclaredClient> Of(DeclaredLaunch launch) => _clients.TryGetValue(launch, out var clients) ? clients : [];

    private void Add(Dictionary<string, (DeclaredLaunch Launch, DeclaredClient Client)> known, DeclaredLaunch launch, DeclaredClient client, bool headers)
    {
        if (client.Route.Header is not null && !headers)
        {
            throw Error(client, $"{client.Place} names a header, which any client can send; ClientHeaders (--client-headers) allows it");
        }

        if (!known.TryAdd(client.Route.Key, (launch, client)))
        {
            var (other, first) = known[client.Route.Key];
            if (other != launch)
            {
                throw Error(client, $"{client.Place} gives {ShortValue.Of(client.Route.Key)} to {launch.Name}; {first.Place} gave it to {other.Name}; give it to one of them");
            }

            return;
        }

        if (!_clients.TryGetValue(launch, out var clients))
        {
            _clients.Add(launch, clients = []);
        }

        clients.Add(client);
    }

    private static AccountFilesException Error(DeclaredClient client, string message) =>
        new($"{(client.Position.File is null ? "fakeimds" : client.Position.In("fakeimds"))}: {message}");
}
