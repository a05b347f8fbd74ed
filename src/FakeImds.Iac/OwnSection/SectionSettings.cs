using FakeImds.Iac.Documents;
using FakeImds.Iac.Fleet;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.OwnSection;

/// <summary>What the FakeImds section of a checked document says of the account and its launches.</summary>
internal static class SectionSettings
{
    public static AccountSettings Of(ConfigNode? own) => own is null ? new() : new()
    {
        AccountId = own.TextOf("AccountId"),
        Region = own.TextOf("Region"),
        Seed = own.NumberOf("Seed"),
        Instance = own.TextOf("Instance"),
        CallerArn = own.TextOf("CallerArn"),
        Context = (own["Context"]?.Members ?? []).Aggregate(FakeImds.Ec2.IamRequest.NoKeys, static (all, m) => all.SetItem(m.Name, m.Value.Text is { Length: > 0 } text ? [text] : [])),
        Clients = [.. own.ListOf("Clients").Select(static c => NamedClient.Read(c.Text)!)],
        UnknownClients = own.TextOf("UnknownClients") is "refuse" ? UnknownClients.Refuse : UnknownClients.DefaultInstance,
        ClientHeaders = own.FlagOf("ClientHeaders") ?? false,
        NoInstance = own.FlagOf("NoInstance") ?? false,
        LenientImageIds = own.FlagOf("LenientImageIds") ?? false,
        StrictHttpEndpoint = own.FlagOf("StrictHttpEndpoint") ?? false,
        AccountDefaultsFillIamKeys = own.FlagOf("AccountDefaultsFillIamKeys") ?? true,
    };
}
