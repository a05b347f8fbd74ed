using System.Text.Json;
using FakeImds.Cli.CommandLine;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Check;

/// <summary>An earlier report as JSON: what survived then is to survive now.</summary>
internal sealed class Baseline
{
    private readonly HashSet<string> _survived;

    private Baseline(HashSet<string> survived) => _survived = survived;

    /// <exception cref="UserException">The file can't be read, or is no such report.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            HashSet<string> survived = [];
            foreach (var posture in document.RootElement.GetProperty("postures").EnumerateArray())
            {
                if (posture.GetProperty("verdict").GetString() == "survives")
                {
                    survived.Add(posture.GetProperty("name").GetString()!);
                }
            }

            return new Baseline(survived);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw UserException.BadInput($"fakeimds: --baseline is '{ShortValue.Of(path)}', which can't be read; a report that --output json=FILE wrote is allowed");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw UserException.BadInput($"fakeimds: --baseline is '{ShortValue.Of(path)}', which is no report of fakeimds check; one that --output json=FILE wrote is allowed");
        }
    }

    /// <summary>The postures under which the command survived then and does not now.</summary>
    public IReadOnlyList<Judgement> Broken(CheckReport report) =>
        [.. report.Judgements.Where(j => _survived.Contains(j.Posture.Name) && j.Verdict is not Verdict.Survives)];
}
