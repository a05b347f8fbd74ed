namespace FakeImds.Iac;

/// <summary>What becomes of a launch.</summary>
public enum LaunchVerdict
{
    /// <summary>The files don't tell: it depends on something that they leave open, which the options or the notes name.</summary>
    Unknown,

    /// <summary>EC2 would launch it.</summary>
    Succeeds,

    /// <summary>EC2 would refuse it; <see cref="LaunchExplanation.Error"/> says why.</summary>
    Fails,

    /// <summary>Nothing is launched: the files describe an instance that exists.</summary>
    Exists,
}
