namespace FakeImds.Ec2;

/// <summary>Has something for each instance of an account, such as a port: told of launches and ends, so that nothing must look for them.</summary>
internal interface IInstanceObserver
{
    /// <summary>Makes ready for a launch, before anything of it exists.</summary>
    /// <param name="count">How many instances.</param>
    /// <returns>What takes the instances; it is disposed when the launch fails, and after it.</returns>
    /// <exception cref="Ec2Exception">There is not enough for so many. Nothing is launched.</exception>
    public IExpectedInstances Expect(int count);

    /// <summary>An instance is terminated or forgotten. It must not throw.</summary>
    public void Forget(Ec2Instance instance);
}
