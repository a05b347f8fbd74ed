using FakeImds.Faults;

namespace FakeImds.Tests.Faults;

public sealed class FaultRuleTests
{
    public static TheoryData<Fault, string> Impossible { get; } = new()
    {
        { new Fault { Type = FaultType.Latency }, "Latency  is not allowed" },
        { new Fault { Type = FaultType.Latency, Latency = TimeSpan.Zero }, "Latency 00:00:00 is not allowed" },
        { new Fault { Type = FaultType.Latency, Latency = TimeSpan.FromDays(2) }, "at most a day" },
        { new Fault { Type = FaultType.Drop, Latency = TimeSpan.FromSeconds(1) }, "Latency has no meaning for Drop" },
        { new Fault { Type = FaultType.Status, Status = 200 }, "Status 200 is not allowed" },
        { new Fault { Type = FaultType.Drop, Status = 503 }, "Status has no meaning for Drop" },
        { new Fault { Type = FaultType.Drop, Times = 0 }, "Times 0 is not allowed" },
        { new Fault { Type = FaultType.Drop, Path = "" }, "Path can't be named" },
        { new Fault { Type = FaultType.Drop, Method = "get" }, "Method is none" },
        { new Fault { Type = FaultType.Drop, From = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch }, "later than From" },
        { new Fault { Type = FaultType.NotListening, Path = "/latest/" }, "where nothing listens there are none" },
        { new Fault { Type = FaultType.NotListening, Times = 1 }, "where nothing listens there are none" },
        { new Fault { Type = FaultType.RejectFreshToken, FreshFor = TimeSpan.Zero }, "FreshFor 00:00:00 is not allowed" },
        { new Fault { Type = FaultType.Throttle }, "PerSecond is missing" },
        { new Fault { Type = FaultType.Throttle, PerSecond = 0 }, "PerSecond 0 is not allowed" },
        { new Fault { Type = FaultType.Reset, CountsPackets = true }, "CountsPackets has no meaning for Reset" },
        { new Fault { Type = (FaultType)99 }, "Type 99 is not allowed" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_can_not_happen_is_refused_in_one_line(Fault fault, string message)
    {
        using var emulator = new ImdsEmulator();
        Should.Throw<ArgumentException>(() => emulator.Faults.Add(fault)).Message.ShouldContain(message);
        emulator.Faults.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/latest/api/token", "/latest/api/token", true)]
    [InlineData("/latest/api/token", "/latest//api/token/?x", true)]
    [InlineData("/latest/api/token", "/latest/api/token2", false)]
    [InlineData("meta-data/iam/*", "/latest/meta-data/iam/info", true)]
    [InlineData("meta-data/iam/*", "/2021-03-23/meta-data/iam/security-credentials/role", true)]
    [InlineData("meta-data/iam/*", "/latest/meta-data/ami-id", false)]
    [InlineData("meta-data/iam/*", "/latest/meta-data/iam", true)]
    [InlineData("meta-data", "/latest/meta-data/", true)]
    [InlineData("meta-data", "/meta-data", false)]
    [InlineData("*/placement/*", "/latest/meta-data/placement/region", true)]
    [InlineData("*", "/", false)]
    [InlineData("/*", "/", true)]
    [InlineData("/*a*b", "/aabab", true)]
    [InlineData("/*a*b", "/aaba", false)]
    public void Paths_fit_with_stars_below_any_version_or_whole(string pattern, string target, bool fits) =>
        FaultPath.Fits(pattern, FaultPath.Of(target)).ShouldBe(fits);
}
