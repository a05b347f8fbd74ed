using System.CommandLine;
using System.Net;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Run;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;

namespace FakeImds.Cli.Health;

/// <summary><c>fakeimds healthcheck</c>.</summary>
internal static class HealthCheckCommand
{
    private const string Description = "Exit with 0 when fakeimds run answers, also when its endpoint is disabled; for HEALTHCHECK of a container.";

    public static Command Create()
    {
        var address = new Argument<string?>("ADDR:PORT")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "Where it listens. Default: the first address of FAKEIMDS_LISTEN or of the file in FAKEIMDS_CONFIG, else 169.254.169.254:80.",
        };
        var command = new Command("healthcheck", Description) { address };
        command.SetAction(async (result, cancelled) =>
        {
            var endpoint = HealthCheck.Reachable(Endpoint(result.GetValue(address)));
            return await HealthCheck.AskAsync(endpoint, cancelled) is not { } reason
                ? ExitCodes.Success
                : throw UserException.Machine($"fakeimds: {endpoint} is not healthy: {reason}; start fakeimds run, or name its address: fakeimds healthcheck ADDR:PORT");
        });
        return command;
    }

    private static IPEndPoint Endpoint(string? text) => text is null
        ? SettingsReader.Read([], static _ => null, RunEnvironment.Variables()).Listen is [var first, ..] ? first : new IPEndPoint(ImdsAddresses.Ipv4, ImdsAddresses.Port)
        : ValueRules.EndPoint.Read(text)
        ?? throw UserException.BadInput($"fakeimds: the address is '{ShortValue.Of(text)}'; {ValueRules.EndPoint.Allowed} is allowed");
}
