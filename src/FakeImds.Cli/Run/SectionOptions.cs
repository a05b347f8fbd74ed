using FakeImds.Iac.Documents;

namespace FakeImds.Cli.Run;

/// <summary>Members of the FakeImds section that are options of <c>fakeimds run</c> alone.</summary>
internal static class SectionOptions
{
    private static readonly (string Member, string Option)[] s_options =
    [
        ("Listen", "listen"), ("ClientHops", "client-hops"), ("ContainerHops", "container-hops"), ("KeepAlive", "keep-alive"),
        ("AssignAddresses", "assign-addresses"), ("Ec2Api", "ec2-api"), ("Control", "control"), ("AllowRemoteControl", "allow-remote-control"), ("HideManagedBy", "hide-managed-by"),
        ("Log", "log"), ("LogFormat", "log-format"),
    ];

    /// <summary>The settings with what the section of a checked document says.</summary>
    public static RunSettings Apply(RunSettings settings, ConfigNode? own)
    {
        foreach (var (member, option) in s_options)
        {
            if (own?[member] is { } node)
            {
                string[] values = node.Kind is ConfigKind.List ? [.. node.Items.Select(i => i.Text)] : [node.Text];
                settings = RunOptions.Named(option).Apply(settings, values);
            }
        }

        return own?.NumberOf("WithheldResponseSeconds") is { } seconds ? settings with { WithheldResponseTime = TimeSpan.FromSeconds(seconds) } : settings;
    }
}
