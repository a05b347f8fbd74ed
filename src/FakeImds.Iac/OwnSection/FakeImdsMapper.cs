using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.OwnSection;

/// <summary>The instance's part of our own section.</summary>
internal static class FakeImdsMapper
{
    /// <summary>Lays our own section over what an instance has.</summary>
    /// <param name="basis">The instance.</param>
    /// <param name="own">The section.</param>
    /// <param name="madeUp">The key pair of an instance whose key nobody named; a public key of the section renames it.</param>
    public static InstanceDescription Describe(InstanceDescription basis, ConfigNode own, KeyPair? madeUp)
    {
        var described = Own(basis, own);
        var key = own.TextOf("PublicKey");
        return described with
        {
            InstanceProfile = ProfileMapper.Describe(described, profile: null, own["Role"]),
            KeyPair = key is null ? described.KeyPair
                : described.KeyPair is { } known && known != madeUp ? new KeyPair(known.Name, key.TrimEnd())
                : KeyPairMapper.OfPublicKey(key),
        };
    }

    private static InstanceDescription Own(InstanceDescription basis, ConfigNode own) => basis with
    {
        InstanceId = own.TextOf("InstanceId") ?? basis.InstanceId,
        UserData = DescriptionMapper.UserData(own) ?? basis.UserData,
        System = own.TextOf("System") ?? basis.System,
        BillingProducts = own["BillingProducts"] is { } products ? [.. products.Items.Select(static p => p.Text)] : basis.BillingProducts,
        TargetLifecycleState = own.TextOf("TargetLifecycleState") ?? basis.TargetLifecycleState,
        SpotInterruption = own["SpotInterruption"] is { } spot
            ? new SpotInterruption(spot.Required("Action").Text, ConfigTime.Parse(spot.Required("Time").Text))
            : basis.SpotInterruption,
        RebalanceNoticeTime = own.TimeOf("RebalanceNoticeTime") ?? basis.RebalanceNoticeTime,
        ScheduledEvents = own["ScheduledEvents"] is { } events ? Events(events, "active") : basis.ScheduledEvents,
        EventHistory = own["EventHistory"] is { } history ? Events(history, "completed") : basis.EventHistory,
        ManagedSshKeys = own["ManagedSshKeys"] is { } keys ? SshKeys(keys) : basis.ManagedSshKeys,
        Overrides = own["Overrides"] is { } overrides ? Overrides(basis.Overrides, overrides) : basis.Overrides,
    };

    private static ImmutableArray<MaintenanceEvent> Events(ConfigNode list, string state) =>
    [
        .. list.Items.Select(e => new MaintenanceEvent
        {
            EventId = e.Required("InstanceEventId").Text,
            Code = e.Required("Code").Text,
            Description = e.Required("Description").Text,
            NotBefore = ConfigTime.Parse(e.Required("NotBefore").Text),
            NotAfter = e.TimeOf("NotAfter"),
            State = e.TextOf("State") ?? state,
        }),
    ];

    private static ManagedSshKeys SshKeys(ConfigNode node)
    {
        var made = new ManagedSshKeys { SignerCert = node.Required("SignerCert").Text };
        return made with
        {
            SignerOcsp = Texts(made.SignerOcsp, node["SignerOcsp"]),
            ActiveKeys = Texts(made.ActiveKeys, node["ActiveKeys"]),
        };
    }

    private static ImmutableSortedDictionary<string, string> Texts(ImmutableSortedDictionary<string, string> basis, ConfigNode? map) =>
        (map?.Members ?? []).Aggregate(basis, static (all, m) => all.SetItem(m.Name, m.Value.Text));

    private static ImmutableSortedDictionary<string, LiteralValue> Overrides(ImmutableSortedDictionary<string, LiteralValue> basis, ConfigNode map)
    {
        foreach (var member in map.Members)
        {
            var path = member.Name;
            path = path.StartsWith("/latest/", StringComparison.Ordinal) ? path["/latest/".Length..] : path.TrimStart('/');
            if (path.Length is 0 || path.EndsWith('/'))
            {
                throw new ConfigException(member.Position, $"'{member.Name}' in {map.Path} is not a path of an entry; one such as meta-data/instance-type is allowed");
            }

            basis = basis.SetItem(path, member.Value.Kind is ConfigKind.Null ? LiteralValue.Removed : LiteralValue.Text(member.Value.Text));
        }

        return basis;
    }
}
