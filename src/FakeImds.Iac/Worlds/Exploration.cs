using System.Collections.Immutable;

namespace FakeImds.Iac.Worlds;

/// <summary>Runs code once for each world that it can tell apart.</summary>
internal static class Exploration
{
    /// <summary>With more worlds than this the answer is "unknown" and no more.</summary>
    public const int MaxWorlds = 1024;

    /// <param name="read">What is wanted; null where a world does not have it. It asks the world for what is unknown, and only for what decides.</param>
    /// <returns>The outcomes; empty when no world has it.</returns>
    public static Outcomes<T> Of<T>(Func<World, T?> read)
        where T : class
    {
        var all = ImmutableArray.CreateBuilder<Outcome<T>>();
        List<World.Branch> path = [];
        for (var count = 0; count < MaxWorlds; count++)
        {
            var world = new World(path);
            if (read(world) is { } value)
            {
                all.Add(new Outcome<T>([.. world.Choices], value));
            }

            if (!Advance(path))
            {
                return new Outcomes<T>(all.ToImmutable(), IsComplete: true);
            }
        }

        return new Outcomes<T>(all.ToImmutable(), IsComplete: false);
    }

    // The next path in the order of a tree: the last question that has another answer gets it, what came after is asked anew.
    private static bool Advance(List<World.Branch> path)
    {
        while (path.Count > 0)
        {
            if (++path[^1].Taken < path[^1].Count)
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
        }

        return false;
    }
}
