using System.CommandLine;
using System.Globalization;
using FakeImds.Cli.CommandLine;
using FakeImds.Ec2;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Exec;

/// <summary>The options that say where a command runs.</summary>
internal sealed class PlaceOptions
{
    private static readonly string[] s_ways = ["namespace", "env"];

    private readonly Option<string> _position = new("--position")
    {
        HelpName = "instance|container|1-64", Description = "How far the command is from the service: instance is one link, container two. Default: that of the place, else instance.",
    };

    private readonly Option<string> _place = new("--place")
    {
        HelpName = string.Join('|', Place.All.Select(static p => p.Name)), Description = "Position and options as that platform has them (docs/exec.md tells who says so). Options given here win.",
    };

    private readonly Option<string> _via = new("--via")
    {
        HelpName = string.Join('|', s_ways), Description = "namespace: a network of its own; Linux, also without root. env: the SDKs' environment variables and a declared distance; anywhere. Default: namespace on Linux, else env.",
    };

    private readonly Option<string[]> _from = new("--from")
    {
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore, Description = "Files that say what the account and the instance are, as for fakeimds run; --instance names the launch.",
    };

    private PlaceOptions()
    {
    }

    /// <param name="command">The command that gets the options.</param>
    /// <param name="hasPosition">False where the distance is not the user's to say.</param>
    public static PlaceOptions AddTo(Command command, bool hasPosition)
    {
        var options = new PlaceOptions();
        if (hasPosition)
        {
            command.Add(options._position);
            command.Add(options._place);
        }

        command.Add(options._via);
        command.Add(options._from);
        return options;
    }

    public string[] Files(ParseResult result) => result.GetValue(_from) ?? [];

    /// <exception cref="UserException">A value is not allowed.</exception>
    public AskedPlace Read(ParseResult result)
    {
        var place = result.GetValue(_place) is { } name
            ? Place.All.FirstOrDefault(p => p.Name == name) ?? throw Wrong(_place.Name, name, [.. Place.All.Select(static p => p.Name)])
            : null;
        var way = result.GetValue(_via) ?? (OperatingSystem.IsLinux() ? "namespace" : "env");
        return new AskedPlace(
            result.GetValue(_position) is { } position ? Hops(position) : place?.Hops ?? 1,
            s_ways.Contains(way) ? way is "env" : throw Wrong(_via.Name, way, s_ways),
            place?.Options ?? new MetadataOptions(),
            result.GetValue(_position) is not null || place is not null);
    }

    private int Hops(string position) => position switch
    {
        "instance" => 1,
        "container" => 2,
        _ when int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var hops) && hops is >= MetadataOptions.MinHopLimit and <= MetadataOptions.MaxHopLimit => hops,
        _ => throw UserException.BadInput($"fakeimds: {_position.Name} is '{ShortValue.Of(position)}'; instance, container or a whole number from 1 to 64 is allowed"),
    };

    private static UserException Wrong(string option, string value, string[] words) =>
        UserException.BadInput($"fakeimds: {option} is '{ShortValue.Of(value)}'; {AllowedWords.Of(words)} is allowed{NearestName.Hint(value, words)}");
}
