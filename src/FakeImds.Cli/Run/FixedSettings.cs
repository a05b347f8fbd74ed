using FakeImds.Cli.CommandLine;

namespace FakeImds.Cli.Run;

/// <summary>What stays as it was at the start: addresses and the log.</summary>
internal static class FixedSettings
{
    /// <summary>New settings with what can't change. What they don't mention stays; another value is refused.</summary>
    /// <exception cref="UserException">They say something else than the first ones did.</exception>
    public static RunSettings Keep(RunSettings first, RunSettings settings)
    {
        var silent = new RunSettings();
        Same("listen", first.Listen?.SequenceEqual(settings.Listen ?? []) ?? settings.Listen is null, settings.Listen is null);
        Same("assign-addresses", first.AssignAddresses == settings.AssignAddresses, settings.AssignAddresses == silent.AssignAddresses);
        Same("ec2-api", Equals(first.Ec2Api, settings.Ec2Api), settings.Ec2Api is null);
        Same("control", Equals(first.Control, settings.Control), settings.Control is null);
        Same("allow-remote-control", first.AllowRemoteControl == settings.AllowRemoteControl, settings.AllowRemoteControl == silent.AllowRemoteControl);
        Same("container-hops", first.ContainerHops == settings.ContainerHops, settings.ContainerHops == silent.ContainerHops);
        Same("log", first.Log == settings.Log, settings.Log == silent.Log);
        Same("log-format", first.LogFormat == settings.LogFormat, settings.LogFormat == silent.LogFormat);
        return settings with
        {
            Listen = first.Listen,
            AssignAddresses = first.AssignAddresses,
            Ec2Api = first.Ec2Api,
            Control = first.Control,
            AllowRemoteControl = first.AllowRemoteControl,
            ContainerHops = first.ContainerHops,
            Log = first.Log,
            LogFormat = first.LogFormat,
        };
    }

    private static void Same(string option, bool isSame, bool isSilent)
    {
        if (!isSame && !isSilent)
        {
            throw UserException.BadInput($"fakeimds: {RunOptions.Named(option).Flag} is another than at the start; it can't change while the program runs, only with a new start");
        }
    }
}
