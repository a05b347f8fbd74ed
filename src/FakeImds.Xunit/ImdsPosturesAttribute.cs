using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace FakeImds.Xunit;

/// <summary>Runs a theory, whose first parameter is an <see cref="ImdsPosture"/>, under each posture, with its name in the display name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImdsPosturesAttribute : DataAttribute
{
    /// <summary>All postures, or those that are named.</summary>
    /// <param name="names">Names of <see cref="ImdsPosture.All"/>; none for all.</param>
    /// <exception cref="ArgumentException">There is no posture of that name.</exception>
    public ImdsPosturesAttribute(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
        {
            if (!ImdsPosture.All.Any(p => p.Name == name))
            {
                throw new ArgumentException($"There is no posture '{name}'. Allowed are {string.Join(", ", ImdsPosture.All)}.", nameof(names));
            }
        }

        Names = names;
    }

    /// <summary>Which postures; empty for all.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. ImdsPosture.All.Where(p => Names.Count is 0 || Names.Contains(p.Name)).Select(static p => new TheoryDataRow<ImdsPosture>(p))]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => false;
}
