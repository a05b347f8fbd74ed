using FakeImds.Categories;

namespace FakeImds.Tests.Categories;

/// <summary>Paths as they come off the wire: an in-process client would decode them on the way.</summary>
public sealed class PathSegmentsTests
{
    private const int LongestTagKey = 255;

    [Theory]
    [InlineData("//a/b//", "a|b")]
    [InlineData("/%61/b%2Fc/%zz%4", "a|b/c|%zz%4")]
    [InlineData("/../.", "..|.")]
    [InlineData("/", "")]
    public void Names_are_parted_by_slashes_and_decoded_each_by_itself(string path, string names) => Names(path).ShouldBe(names);

    [Fact]
    public void The_longest_tag_key_may_be_encoded_to_its_last_character() =>
        Names(string.Concat(Enumerable.Repeat("%3A", LongestTagKey))).ShouldBe(new string(':', LongestTagKey));

    [Theory]
    [InlineData("%3A", 600)]
    [InlineData("%", 100_000)]
    [InlineData("%61a", 200)]
    [InlineData("ü%", 300)]
    public void A_name_longer_than_any_other_is_just_no_name(string part, int times) =>
        Should.NotThrow(() => Names(string.Concat(Enumerable.Repeat(part, times))));

    private static string Names(string path)
    {
        var names = new List<string>();
        var segments = new PathSegments(path, stackalloc char[PathSegments.MaxDecodedLength]);
        while (segments.MoveNext())
        {
            names.Add(segments.Current.ToString());
        }

        return string.Join('|', names);
    }
}
