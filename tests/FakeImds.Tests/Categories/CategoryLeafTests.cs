using FakeImds.Categories;

namespace FakeImds.Tests.Categories;

public sealed class CategoryLeafTests
{
    [Fact]
    public void A_leaf_is_rendered_once()
    {
        var times = 0;
        var leaf = new CategoryLeaf("a", ServedVersions.First, new Func<string>(() => $"{++times}"));

        leaf.Body(ServedVersions.Latest).ShouldBeSameAs(leaf.Body(0));
        times.ShouldBe(1);
    }
}
