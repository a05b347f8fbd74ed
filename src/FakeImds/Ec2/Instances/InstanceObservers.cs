using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>Those who are told of an account's instances.</summary>
internal sealed class InstanceObservers : IInstanceObserver
{
    private ImmutableArray<IInstanceObserver> _all = [];

    public void Add(IInstanceObserver observer) => ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), observer);

    public void Remove(IInstanceObserver observer) => ImmutableInterlocked.Update(ref _all, static (all, one) => all.Remove(one), observer);

    /// <inheritdoc/>
    public IExpectedInstances Expect(int count)
    {
        var expected = new All(this, _all);
        try
        {
            expected.Ask(count);
            return expected;
        }
        catch
        {
            expected.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Forget(Ec2Instance instance)
    {
        foreach (var observer in _all)
        {
            observer.Forget(instance);
        }
    }

    private sealed class All(InstanceObservers observers, ImmutableArray<IInstanceObserver> asked) : IExpectedInstances
    {
        private readonly List<IExpectedInstances> _expected = [];

        public void Ask(int count)
        {
            foreach (var observer in asked)
            {
                _expected.Add(observer.Expect(count));
            }
        }

        public void Welcome(IReadOnlyList<Ec2Instance> instances)
        {
            _expected.ForEach(e => e.Welcome(instances));

            // One that came during the launch may not have seen its instances.
            foreach (var observer in observers._all.Where(o => !asked.Contains(o)))
            {
                try
                {
                    using var expected = observer.Expect(instances.Count);
                    expected.Welcome(instances);
                }
                catch (Ec2Exception)
                {
                    // The instances are there, without what it would have for them.
                }
            }
        }

        public void Dispose() => _expected.ForEach(static e => e.Dispose());
    }
}
