using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>Those who do as an instance's metadata options say, such as the listener of the IPv6 address.</summary>
internal sealed class OptionsFollowers
{
    private ImmutableArray<Action> _all = [];

    public void Add(Action follow) => ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), follow);

    public void Remove(Action follow) => ImmutableInterlocked.Update(ref _all, static (all, one) => all.Remove(one), follow);

    /// <summary>Tells all of a change. Where one can't follow, the change is undone and the others go back.</summary>
    /// <param name="undo">Undoes the change.</param>
    public void Tell(Action undo)
    {
        var all = _all;
        try
        {
            foreach (var follow in all)
            {
                follow();
            }
        }
        catch
        {
            undo();
            foreach (var follow in all)
            {
                try
                {
                    follow();
                }
                catch (IOException)
                {
                    // The first one is told.
                }
            }

            throw;
        }
    }
}
