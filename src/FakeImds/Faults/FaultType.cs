namespace FakeImds.Faults;

/// <summary>What goes wrong between a client and the metadata service.</summary>
public enum FaultType
{
    /// <summary>Answers come late, by <see cref="Fault.Latency"/>.</summary>
    Latency,

    /// <summary>The request is heard, and no answer comes: the client waits.</summary>
    Drop,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The answer is an error of <see cref="Fault.Status"/>.</summary>
    Status,

    /// <summary>Nothing listens: connections are refused.</summary>
    NotListening,

    /// <summary>The role is listed, and its credentials are 404, as while an instance starts.</summary>
    MissingCredentials,

    /// <summary>The list of roles is empty, with status 200.</summary>
    EmptyRoleList,

    /// <summary>A token that is younger than <see cref="Fault.FreshFor"/> is refused with 401.</summary>
    RejectFreshToken,

    /// <summary>
    /// Above <see cref="Fault.PerSecond"/> requests, or packets, what comes is lost, and sent again by the client's system a second later;
    /// or it is answered with <see cref="Fault.Status"/>, where one is given.
    /// </summary>
    Throttle,
}
