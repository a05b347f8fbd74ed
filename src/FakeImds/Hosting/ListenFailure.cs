namespace FakeImds;

/// <summary>Why an address can't be listened on.</summary>
public enum ListenFailure
{
    /// <summary>Another reason; the inner exception has it.</summary>
    Other,

    /// <summary>The address is not assigned to this machine.</summary>
    AddressNotAssigned,

    /// <summary>Another program listens there.</summary>
    PortInUse,

    /// <summary>The port needs rights that the process lacks.</summary>
    PermissionDenied,
}
