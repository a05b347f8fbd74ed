using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Worlds;

/// <summary>Something that a file declares, which may differ from world to world, or be there in some only.</summary>
internal sealed class Possible<T>
    where T : class
{
    private readonly Func<World, Reading<T>?> _read;

    /// <param name="read">Reads it in a world; null where it is not made.</param>
    /// <exception cref="ConfigException">Something in the file is wrong in every world.</exception>
    public Possible(Func<World, Reading<T>?> read)
    {
        _read = read;
        var absent = false;
        var right = false;
        ConfigException? wrong = null;
        All = Exploration.Of(world =>
        {
            try
            {
                var reading = read(world);
                absent |= reading is null;
                right = true;
                return reading;
            }
            catch (ConfigException e)
            {
                wrong ??= e;
                return null;
            }
        });
        IsSometimesAbsent = absent;
        if (!right && wrong is not null)
        {
            throw wrong;
        }
    }

    /// <summary>The readings of all worlds in which it is right; empty when it is never made.</summary>
    public Outcomes<Reading<T>> All { get; }

    /// <summary>Whether there are worlds without it.</summary>
    public bool IsSometimesAbsent { get; }

    /// <summary>What it is in the first world that has it; null when it is never made.</summary>
    public T? First => All.All is [var first, ..] ? first.Value.Value : null;

    /// <summary>What it is in this world; null when it is not made there.</summary>
    /// <exception cref="ConfigException">It is wrong there, though not everywhere.</exception>
    public Reading<T>? In(World world) => _read(world);
}
