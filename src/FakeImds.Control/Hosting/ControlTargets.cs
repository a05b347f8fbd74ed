namespace FakeImds.Control.Hosting;

/// <summary>What is controlled now.</summary>
internal sealed class ControlTargets(ControlTarget first)
{
    private volatile ControlTarget _current = first;

    public ControlTarget Current
    {
        get => _current;
        set => _current = value;
    }
}
