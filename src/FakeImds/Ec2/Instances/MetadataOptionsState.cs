namespace FakeImds.Ec2;

/// <summary>EC2's <c>State</c> of an instance's metadata options.</summary>
public enum MetadataOptionsState
{
    /// <summary><c>pending</c>: the change is on its way, or waits for the instance to start.</summary>
    Pending,

    /// <summary><c>applied</c>.</summary>
    Applied,
}
