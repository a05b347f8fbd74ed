using FakeImds.Ec2;
using FakeImds.Journal;

namespace FakeImds.Cli.Check;

/// <summary>Ends all tokens so far after the first answer to one, as a stop and a start of the instance do (docs/fidelity.md#token-restart).</summary>
internal sealed class TokenEnd
{
    private Ec2Instance? _instance;

    public void Watch(Ec2Instance instance) => _instance = instance;

    public void Note(ServedRequest request)
    {
        if (request is { Token: TokenState.Valid, Status: 200, IsPut: false } && Interlocked.Exchange(ref _instance, null) is { } instance)
        {
            instance.Stop();
            instance.Start();
        }
    }
}
