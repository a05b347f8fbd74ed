namespace FakeImds.Ec2;

/// <summary>What an instance has that no metadata shows, but API calls change and obey.</summary>
internal sealed record InstanceAttributes
{
    public bool DisableApiTermination { get; init; }

    public bool DisableApiStop { get; init; }

    public bool EbsOptimized { get; init; }

    public bool SourceDestCheck { get; init; } = true;

    /// <summary><c>stop</c> or <c>terminate</c>.</summary>
    public string InitiatedShutdownBehavior { get; init; } = "stop";

    /// <summary>Those that a launch gives: the names of the Query API.</summary>
    public static InstanceAttributes Of(LaunchParameters launch) => new()
    {
        DisableApiTermination = Flag(launch, "DisableApiTermination"),
        DisableApiStop = Flag(launch, "DisableApiStop"),
        EbsOptimized = Flag(launch, "EbsOptimized"),
        InitiatedShutdownBehavior = launch.OtherParameters.GetValueOrDefault("InstanceInitiatedShutdownBehavior") is "terminate" ? "terminate" : "stop",
    };

    private static bool Flag(LaunchParameters launch, string name) => launch.OtherParameters.GetValueOrDefault(name) is "true" or "True" or "1";
}
