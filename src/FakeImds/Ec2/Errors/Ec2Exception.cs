namespace FakeImds.Ec2;

/// <summary>Thrown when the simulated EC2 refuses an operation. Nothing has changed then.</summary>
public sealed class Ec2Exception : Exception
{
    /// <summary>Creates the exception for an EC2 error.</summary>
    /// <param name="error">What EC2 answers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public Ec2Exception(Ec2Error error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).ToString()) => Error = error;

    /// <summary>The error as EC2 answers it.</summary>
    public Ec2Error Error { get; }
}
