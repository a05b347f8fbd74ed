using System.Text;
using FakeImds.Categories;

namespace FakeImds.Tests.Categories;

public sealed class CategoryLeafTests
{
    private const int Leaves = 20_000;
    private const int Readers = 4;

    [Fact]
    public void Threads_that_ask_a_leaf_first_at_once_get_the_same_bytes()
    {
        var expected = Encoding.UTF8.GetBytes("value");
        var leaves = Enumerable.Range(0, Leaves).Select(i => i % 2 == 0
            ? new CategoryLeaf("a", ServedVersions.First, "value")
            : new CategoryLeaf("a", ServedVersions.First, new Func<string>(() => "value"))).ToArray();
        using var start = new Barrier(Readers);
        var wrong = 0;
        var threads = Enumerable.Range(0, Readers).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            foreach (var leaf in leaves)
            {
                try
                {
                    wrong += leaf.Body(ServedVersions.Latest).AsSpan().SequenceEqual(expected) ? 0 : 1;
                }
                catch (InvalidCastException)
                {
                    wrong++;
                }
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        wrong.ShouldBe(0);
    }

    [Fact]
    public void A_leaf_is_rendered_once()
    {
        var times = 0;
        var leaf = new CategoryLeaf("a", ServedVersions.First, new Func<string>(() => $"{++times}"));

        leaf.Body(ServedVersions.Latest).ShouldBeSameAs(leaf.Body(0));
        times.ShouldBe(1);
    }
}
