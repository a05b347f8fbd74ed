using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>The instances behind an IPv6 address: it is open while one of them has <c>HttpProtocolIpv6</c> enabled.</summary>
internal sealed class Ipv6Users
{
    private readonly Lock _change = new();
    private readonly Dictionary<Ec2Instance, User> _users = [];
    private int _enabled;

    /// <summary>Raised when the address may have to open or close. What is thrown ends the change that raised it.</summary>
    public event Action? Changed;

    public bool IsOn => Volatile.Read(ref _enabled) > 0;

    /// <summary>Adds an instance; it may be added more than once.</summary>
    public void Add(Ec2Instance instance)
    {
        lock (_change)
        {
            if (_users.TryGetValue(instance, out var known))
            {
                known.Count++;
                return;
            }

            var user = new User { Follow = () => Follow(instance) };
            _users.Add(instance, user);
            instance.OptionsFollowers.Add(user.Follow);
        }

        Follow(instance);
    }

    /// <summary>Takes an instance away, once for each time that it was added.</summary>
    public void Remove(Ec2Instance instance)
    {
        lock (_change)
        {
            if (!_users.TryGetValue(instance, out var user) || --user.Count > 0)
            {
                return;
            }

            _users.Remove(instance);
            instance.OptionsFollowers.Remove(user.Follow);
            Set(user, isOn: false);
        }

        Changed?.Invoke();
    }

    private void Follow(Ec2Instance instance)
    {
        User? user;
        bool before;
        lock (_change)
        {
            if (!_users.TryGetValue(instance, out user))
            {
                return;
            }

            before = user.IsOn;
            Set(user, MetadataHost.IsOnIpv6(instance));
        }

        try
        {
            Changed?.Invoke();
        }
        catch
        {
            // The address can't be opened: the instance's options go back too.
            lock (_change)
            {
                Set(user, before);
            }

            throw;
        }
    }

    private void Set(User user, bool isOn)
    {
        Volatile.Write(ref _enabled, _enabled + (isOn ? 1 : 0) - (user.IsOn ? 1 : 0));
        user.IsOn = isOn;
    }

    private sealed class User
    {
        public required Action Follow { get; init; }

        public int Count { get; set; } = 1;

        public bool IsOn { get; set; }
    }
}
