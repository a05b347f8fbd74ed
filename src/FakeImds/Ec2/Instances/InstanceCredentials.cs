namespace FakeImds.Ec2;

/// <summary>What can happen to the credentials that an instance's metadata service hands out, before their time.</summary>
public readonly struct InstanceCredentials : IEquatable<InstanceCredentials>
{
    private readonly Ec2Instance _instance;

    internal InstanceCredentials(Ec2Instance instance) => _instance = instance;

    /// <summary>True when two values are of one instance.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether the instance is the same.</returns>
    public static bool operator ==(InstanceCredentials left, InstanceCredentials right) => left.Equals(right);

    /// <summary>True when two values are of different instances.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether the instances differ.</returns>
    public static bool operator !=(InstanceCredentials left, InstanceCredentials right) => !left.Equals(right);

    /// <summary>
    /// A new set takes the place of the current one, and is valid as long as a new set is. The old one stays valid to its end, as on EC2.
    /// It also ends what <see cref="Expire"/> did.
    /// </summary>
    public void Rotate()
    {
        var now = Now;
        Touch(state => new CredentialState(state.Rotations + 1, now, null));
    }

    /// <summary>The current set ends now, and no new one comes: what is handed out has expired, until <see cref="Rotate"/> or a new start.</summary>
    public void Expire()
    {
        var now = Now;
        Touch(state => state with { ExpiredAt = state.ExpiredAt ?? now });
    }

    /// <summary>In place of credentials a failure is told, with status 200, as on EC2.</summary>
    /// <param name="code">Such as <c>AssumeRoleUnauthorizedAccess</c>; <c>Success</c> ends the failure.</param>
    /// <param name="message">The sentence that goes with it; null for EC2's own.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The instance has no instance profile.</exception>
    public void Fail(string code, string? message = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        var id = _instance.InstanceId;
        _instance.Update(d => d.InstanceProfile is { } profile
            ? d with { InstanceProfile = profile with { Code = code, Message = message } }
            : throw new InvalidOperationException($"Instance {id} has no instance profile. Give it one first."));
    }

    /// <inheritdoc/>
    public bool Equals(InstanceCredentials other) => ReferenceEquals(_instance, other._instance);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is InstanceCredentials other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _instance?.GetHashCode() ?? 0;

    private DateTimeOffset Now => _instance.Account.TimeProvider.GetUtcNow();

    private void Touch(Func<CredentialState, CredentialState> change) => _instance.ChangeCredentials(change);
}
