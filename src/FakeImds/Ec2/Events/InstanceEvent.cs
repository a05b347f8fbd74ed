namespace FakeImds.Ec2;

/// <summary>Something that AWS tells an instance through its metadata, and that has no API to cause it.</summary>
public abstract record InstanceEvent
{
    private protected InstanceEvent()
    {
    }

    /// <summary>The instance as it is from that moment on.</summary>
    internal abstract InstanceDescription Apply(InstanceDescription description, DateTimeOffset now);
}
