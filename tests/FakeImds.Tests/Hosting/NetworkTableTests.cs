using System.Net;
using FakeImds.Hosting;

namespace FakeImds.Tests.Hosting;

public sealed class NetworkTableTests
{
    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.1.2.4", "10.1.2.0/24")]
    [InlineData("10.1.3.3", "10.0.0.0/8")]
    [InlineData("::ffff:10.1.2.4", "10.1.2.0/24")]
    [InlineData("11.0.0.1", "0.0.0.0/0")]
    [InlineData("fd00::1", "fd00::/8")]
    [InlineData("2001:db8::1", null)]
    public void The_longest_prefix_that_holds_the_address_counts(string client, string? network) =>
        Of("0.0.0.0/0", "10.0.0.0/8", "10.1.2.0/24", "10.1.2.3/32", "fd00::/8").Find(IPAddress.Parse(client), static _ => true).ShouldBe(network);

    [Fact]
    public void A_value_that_does_not_count_leaves_the_client_to_the_next_shorter_prefix() =>
        Of("10.0.0.0/8", "10.1.0.0/16").Find(IPAddress.Parse("10.1.2.3"), static v => v != "10.1.0.0/16").ShouldBe("10.0.0.0/8");

    [Fact]
    public void What_was_taken_out_is_not_found_again()
    {
        var table = Of("10.0.0.0/8", "10.1.0.0/16").With(IPNetwork.Parse("10.1.0.0/16"), null).With(IPNetwork.Parse("12.0.0.0/8"), null);

        table.Find(IPAddress.Parse("10.1.2.3"), static _ => true).ShouldBe("10.0.0.0/8");
        table.With(IPNetwork.Parse("10.0.0.0/8"), null).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void It_finds_what_a_look_at_all_networks_finds()
    {
        var random = new Random(9);
        IPNetwork[] networks = [.. Enumerable.Range(0, 2_000).Select(_ => Network(random)).Distinct()];
        var table = Of([.. networks.Select(static n => n.ToString())]);

        for (var i = 0; i < 5_000; i++)
        {
            var client = Address(random);
            var expected = networks.Where(n => n.Contains(client)).OrderByDescending(static n => n.PrefixLength).Select(static n => n.ToString()).FirstOrDefault();
            table.Find(client, static _ => true).ShouldBe(expected);
        }
    }

    private static NetworkTable<string> Of(params string[] networks) =>
        networks.Aggregate(NetworkTable<string>.Empty, static (table, n) => table.With(IPNetwork.Parse(n), n));

    // Few bits, so that networks hold each other and clients are in several.
    private static IPAddress Address(Random random) => random.Next(2) is 0
        ? new IPAddress([10, (byte)random.Next(4), (byte)random.Next(4), (byte)random.Next(256)])
        : new IPAddress([0xfd, .. new byte[12], (byte)random.Next(4), (byte)random.Next(4), (byte)random.Next(256)]);

    private static IPNetwork Network(Random random)
    {
        var bytes = Address(random).GetAddressBytes();
        var length = random.Next((bytes.Length * 8) + 1);
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }
}
