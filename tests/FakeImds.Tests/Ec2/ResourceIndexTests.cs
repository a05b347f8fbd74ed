using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

/// <summary>The index behind instances, templates and images, against a plain list that is searched.</summary>
public sealed class ResourceIndexTests
{
    private const int Steps = 4_000;

    private static readonly ResourceIndex<Thing> s_empty = ResourceIndex<Thing>.Empty(
        static t => t.Id,
        static (a, b) => a.Place.CompareTo(b.Place) is not 0 and var byPlace ? byPlace : string.CompareOrdinal(a.Id, b.Id),
        static t => t.Name);

    [Fact]
    public void It_finds_lists_and_forgets_what_a_search_through_a_list_does()
    {
        var random = new Random(20261125);
        var model = new List<Thing>();
        var index = s_empty;
        for (var step = 0; step < Steps; step++)
        {
            var thing = new Thing($"t-{random.Next(60)}", $"name-{random.Next(20)}", random.Next(40));
            model.RemoveAll(t => t.Id == thing.Id);
            if (random.Next(3) == 0)
            {
                index = index.Remove(thing.Id);
            }
            else
            {
                model.Add(thing);
                index = index.Set(thing);
            }

            Thing[] expected = [.. model.OrderBy(static t => t.Place).ThenBy(static t => t.Id, StringComparer.Ordinal)];
            index.All.ShouldBe(expected);
            index.Find(thing.Id).ShouldBe(model.Find(t => t.Id == thing.Id));
            index.Named(thing.Name).ShouldBe(expected.Where(t => t.Name == thing.Name), ignoreOrder: true);
            index.Named(["name-1", "name-2", "none"]).ShouldBe(expected.Where(static t => t.Name is "name-1" or "name-2"));
            index.After(thing.Id).ShouldBe(model.Exists(t => t.Id == thing.Id) ? expected.SkipWhile(t => t.Id != thing.Id).Skip(1) : null);
        }
    }

    [Fact]
    public void A_removed_id_that_is_not_there_leaves_the_index_as_it_is()
    {
        var index = s_empty.Set(new Thing("t-1", "one", 1));

        index.Remove("t-2").ShouldBeSameAs(index);
    }

    [Fact]
    public void What_is_appended_is_found_by_id_and_name_and_comes_last()
    {
        var index = s_empty.Set(new Thing("t-1", "one", 1)).Append([new Thing("t-0", "one", 2), new Thing("t-2", "two", 3)]);

        index.All.Select(static t => t.Id).ShouldBe(["t-1", "t-0", "t-2"]);
        index.Named("one").Select(static t => t.Id).ShouldBe(["t-1", "t-0"]);
        index.After("t-0").ShouldNotBeNull().Select(static t => t.Id).ShouldBe(["t-2"]);
    }

    internal sealed record Thing(string Id, string Name, int Place);
}
