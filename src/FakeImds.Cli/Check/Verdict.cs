namespace FakeImds.Cli.Check;

/// <summary>What a run says of a command.</summary>
internal enum Verdict
{
    /// <summary>It asked the service, got what it gets under permissive options, and ended well.</summary>
    Survives,

    /// <summary>It ended well without metadata that it reads elsewhere: it may have swallowed the failure.</summary>
    Hides,

    /// <summary>It failed, or did not end, and does not under permissive options.</summary>
    Breaks,

    /// <summary>It never asked the service: nothing was tested.</summary>
    NotExercised,

    /// <summary>It fails under permissive options too: nothing follows.</summary>
    FailsAnyway,

    /// <summary>The posture can't be had here.</summary>
    NotPossible,
}
