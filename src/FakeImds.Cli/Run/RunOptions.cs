using System.Globalization;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Iac.Fleet;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;

namespace FakeImds.Cli.Run;

/// <summary>The options of <c>fakeimds run</c>, in the order of the help.</summary>
internal static class RunOptions
{
    private static readonly string[] s_states = ["enabled", "disabled"];
    private static readonly string[] s_defaultStates = ["enabled", "disabled", "no-preference"];

    public static IReadOnlyList<RunOption> All { get; } =
    [
        new TypedRunOption<IPEndPoint>("listen", "ADDR:PORT", "Where to listen; can be repeated. Port 0 takes a free one. Default: 169.254.169.254:80, and [fd00:ec2::254]:80 when HttpProtocolIpv6 is enabled.")
        {
            Allowed = ValueRules.EndPoint.Allowed, IsList = true,
            Read = ValueRules.EndPoint.Read, Set = static (s, v) => s with { Listen = [.. v] },
        },
        Choice("http-tokens", "Launch request: whether requests need a token.", ["optional", "required"],
            static (s, v) => s with { Launch = s.Launch with { HttpTokens = MetadataOptionText.ParseHttpTokens("HttpTokens", v) } }),
        new TypedRunOption<string>("http-put-response-hop-limit", "1-64", "Launch request: how many links a PUT response may cross.")
        {
            Allowed = "a whole number from 1 to 64",
            Read = static t => OptionValues.Number(t, MetadataOptions.MinHopLimit, MetadataOptions.MaxHopLimit),
            Set = static (s, v) => s with { Launch = s.Launch with { HttpPutResponseHopLimit = Int(v[0]) } },
        },
        Choice("http-endpoint", "Launch request: whether the service answers.", s_states,
            static (s, v) => s with { Launch = s.Launch with { HttpEndpoint = State(v) } }),
        Choice("http-protocol-ipv6", "Launch request: whether it also answers on [fd00:ec2::254].", s_states,
            static (s, v) => s with { Launch = s.Launch with { HttpProtocolIpv6 = State(v) } }),
        Choice("instance-metadata-tags", "Launch request: whether the instance's tags are shown.", s_states,
            static (s, v) => s with { Launch = s.Launch with { InstanceMetadataTags = State(v) } }),
        Choice("account-http-tokens", "Account default for HttpTokens.", ["optional", "required", "no-preference"],
            static (s, v) => s with { AccountDefaults = s.AccountDefaults with { HttpTokens = MetadataOptionText.ParseDefaultHttpTokens("HttpTokens", v) } }),
        new TypedRunOption<string>("account-http-put-response-hop-limit", "1-64|-1", "Account default for the hop limit; -1 is no preference.")
        {
            Allowed = "a whole number from 1 to 64, or -1 for no preference",
            Read = static t => t is "-1" ? t : OptionValues.Number(t, MetadataOptions.MinHopLimit, MetadataOptions.MaxHopLimit),
            Set = static (s, v) => s with { AccountDefaults = s.AccountDefaults with { HttpPutResponseHopLimit = Int(v[0]) } },
        },
        Choice("account-http-endpoint", "Account default for HttpEndpoint.", s_defaultStates,
            static (s, v) => s with { AccountDefaults = s.AccountDefaults with { HttpEndpoint = Default(v) } }),
        Choice("account-instance-metadata-tags", "Account default for InstanceMetadataTags.", s_defaultStates,
            static (s, v) => s with { AccountDefaults = s.AccountDefaults with { InstanceMetadataTags = Default(v) } }),
        Choice("account-http-tokens-enforced", "Whether the account refuses launches that resolve to HttpTokens=optional.", s_defaultStates,
            static (s, v) => s with { AccountDefaults = s.AccountDefaults with { HttpTokensEnforced = Default(v) } }),
        Choice("imds-support", "ImdsSupport of the AMIs: v2.0 of all, or none of those that no file describes.", ["v2.0", "none"],
            static (s, v) => s with { ImdsSupport = v is "none" ? null : MetadataOptionText.ParseImdsSupport(v), OtherImagesHaveNone = v is "none" }),
        new TypedRunOption<ClientHops>("client-hops", "NETWORK=N", "Clients of this network, or of this one address, are N links away; can be repeated, the first match wins. For networks without real hops, such as docker-compose.")
        {
            Allowed = ValueRules.ClientHops.Allowed, IsList = true,
            Read = ValueRules.ClientHops.Read, Set = static (s, v) => s with { ClientHops = [.. v] },
        },
        new TypedRunOption<string>("container-hops", "0-63", "Clients behind a bridge of this machine count so many hops more than is measured: with 1 a container on the default bridge is 2 away, as on EC2. Default: 0.")
        {
            Allowed = "a whole number from 0 to 63",
            Read = static t => OptionValues.Number(t, 0, MetadataOptions.MaxHopLimit - 1),
            Set = static (s, v) => s with { ContainerHops = Int(v[0]) },
        },
        new TypedRunOption<NamedClient>("clients", "LAUNCH=CLIENT", "Clients that see a launch's instance, of an address, a network or a header; can be repeated. The longest prefix wins.")
        {
            Allowed = ValueRules.NamedClient.Allowed, IsList = true,
            Read = ValueRules.NamedClient.Read, Set = static (s, v) => s with { Clients = [.. v] },
        },
        Choice("unknown-clients", "What clients get that belong to no instance: the served one, or nothing. Default: default.", ["default", "refuse"],
            static (s, v) => s with { UnknownClients = v is "refuse" ? UnknownClients.Refuse : UnknownClients.DefaultInstance }),
        Switch("client-headers", "Let a header X-Container-Name or X-Label-… say whose client a request is. Any client can send one.", static (s, on) => s with { ClientHeaders = on }),
        Switch("no-instance", "Serve no instance of its own: only those that have clients, and those launched through the EC2 API.", static (s, on) => s with { NoInstance = on }),
        Switch("assign-addresses", "Add 169.254.169.254/32 and fd00:ec2::254/128 to lo while running. Linux; needs CAP_NET_ADMIN.",
            static (s, on) => s with { AssignAddresses = on }),
        Switch("keep-alive", "Keep connections open after an answer. EC2 closes them.", static (s, on) => s with { KeepAlive = on }),
        Choice("log", "Which requests are printed, a line each: none, those with a status from 400 up or an answer that does not arrive, or all. Default: requests.", ["off", "errors", "requests"],
            static (s, v) => s with { Log = Enum.Parse<RequestLogLevel>(v, ignoreCase: true) }),
        Choice("log-format", "The form of these lines. Default: text.", ["text", "json"],
            static (s, v) => s with { LogFormat = v is "json" ? RequestLogFormat.Json : RequestLogFormat.Text }),
        new TypedRunOption<IPEndPoint>("ec2-api", "ADDR:PORT", "Open the EC2 API over the same account there, for the AWS CLI and SDKs. Loopback only. Port 0 takes a free one.")
        {
            Allowed = ValueRules.LoopbackEndPoint.Allowed,
            Read = ValueRules.LoopbackEndPoint.Read, Set = static (s, v) => s with { Ec2Api = v[0] },
        },
        new TypedRunOption<IPEndPoint>("control", "[ADDR:]PORT", "Open the control port there: the EC2 API, and below /fakeimds/ events, credentials, faults, clock and journal (docs/control.md). A port alone is one of 127.0.0.1.")
        {
            Allowed = ValueRules.ControlEndPoint.Allowed,
            Read = ValueRules.ControlEndPoint.Read, Set = static (s, v) => s with { Control = v[0] },
        },
        Switch("allow-remote-control", "Let --control be an address that other machines reach: all who reach it control the account.", static (s, on) => s with { AllowRemoteControl = on }),
        new TypedRunOption<string>("caller-arn", "ARN", "Who calls the EC2 API and launches, for IAM policies. Default: the user fakeimds of the account.")
        {
            Allowed = ValueRules.CallerArn.Allowed, Read = ValueRules.CallerArn.Read,
            Set = static (s, v) => s with { CallerArn = v[0] },
        },
        new TypedRunOption<string>("context", "KEY=VALUE", "A condition key of all requests, for IAM policies, such as aws:PrincipalOrgID=o-a1b2c3d4e5; can be repeated. KEY= says that requests don't have it.")
        {
            Allowed = ValueRules.Context.Allowed, IsList = true, Read = ValueRules.Context.Read,
            Set = static (s, v) => s with { Context = v.Select(static t => OptionValues.Context(t)!.Value).GroupBy(static c => c.Key, StringComparer.OrdinalIgnoreCase).Aggregate(s.Context, static (all, k) => all.SetItem(k.Key, [.. k.Select(static c => c.Value).Where(static t => t.Length > 0)])) },
        },
        Switch("lenient-image-ids", "Take an AMI that nobody registered for one without ImdsSupport.", static (s, on) => s with { LenientImageIds = on }),
        Switch("strict-http-endpoint", "Refuse HttpEndpoint=disabled together with tokens, hop limit or IPv6, as the user guide says.", static (s, on) => s with { StrictHttpEndpoint = on }),
        Switch("hide-managed-by", "Leave managedBy out of GetInstanceMetadataDefaults, as older tables show it.", static (s, on) => s with { HideManagedBy = on }),
        Switch("account-defaults-fill-iam-keys", "Whether account defaults fill condition keys such as ec2:MetadataHttpTokens. Default: true.", static (s, on) => s with { AccountDefaultsFillIamKeys = on }),
        new TypedRunOption<string>("region", "REGION", "The Region. Default: that of the instance in the config file, else us-east-1.")
        {
            Allowed = ValueRules.Region.Allowed, Read = ValueRules.Region.Read, Set = static (s, v) => s with { Region = v[0] },
        },
        new TypedRunOption<string>("parameter", "NAME=VALUE", "The value of a CloudFormation template's parameter; can be repeated.")
        {
            Allowed = "NAME=VALUE", IsList = true, Read = static t => t.IndexOf('=', StringComparison.Ordinal) > 0 ? t : null,
            Set = static (s, v) => s with { Parameters = s.Parameters with { Values = v.Aggregate(s.Parameters.Values.Clear(), static (all, t) => all.SetItem(t[..t.IndexOf('=', StringComparison.Ordinal)], t[(t.IndexOf('=', StringComparison.Ordinal) + 1)..])) } },
        },
        new TypedRunOption<string>("instance", "NAME", "Which of the files' launches to serve. Default: the first.")
        {
            Allowed = "the name of a launch", Read = static t => t.Length > 0 ? t : null, Set = static (s, v) => s with { Instance = v[0] },
        },
        new TypedRunOption<string>("seed", "NUMBER", "Ids, addresses and keys that nobody gave derive from it. Default: 0.")
        {
            Allowed = "a whole number", Read = static t => OptionValues.Number(t, int.MinValue, int.MaxValue),
            Set = static (s, v) => s with { Seed = Int(v[0]) },
        },
    ];

    /// <summary>The option of that name, without hyphens in front.</summary>
    public static RunOption Named(string name) => All.First(o => o.Name == name);

    private static TypedRunOption<string> Choice(string name, string description, string[] words, Func<RunSettings, string, RunSettings> set) =>
        new(name, string.Join('|', words), description)
        {
            Words = words, Allowed = AllowedWords.Of(words),
            Read = t => words.Contains(t) ? t : null, Set = (s, v) => set(s, v[0]),
        };

    private static TypedRunOption<string> Switch(string name, string description, Func<RunSettings, bool, RunSettings> set) =>
        new(name, "true|false", description)
        {
            IsSwitch = true, Words = ["true", "false"], Allowed = AllowedWords.Of("true", "false"),
            Read = OptionValues.Switch, Set = (s, v) => set(s, v[0] is "true"),
        };

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static OptionState State(string text) => MetadataOptionText.ParseState("", text);

    private static DefaultOptionState Default(string text) => MetadataOptionText.ParseDefaultState("", text);
}
