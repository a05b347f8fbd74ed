namespace FakeImds.Ec2;

/// <summary>The states of an instance's life; the numbers are EC2's.</summary>
public enum InstanceState
{
    /// <summary><c>pending</c>.</summary>
    Pending = 0,

    /// <summary><c>running</c>.</summary>
    Running = 16,

    /// <summary><c>shutting-down</c>.</summary>
    ShuttingDown = 32,

    /// <summary><c>terminated</c>.</summary>
    Terminated = 48,

    /// <summary><c>stopping</c>.</summary>
    Stopping = 64,

    /// <summary><c>stopped</c>.</summary>
    Stopped = 80,
}
