namespace FakeImds.Ec2;

/// <summary>What an observer made ready for a launch.</summary>
internal interface IExpectedInstances : IDisposable
{
    /// <summary>The instances are in the account. It must not throw.</summary>
    public void Welcome(IReadOnlyList<Ec2Instance> instances);
}
