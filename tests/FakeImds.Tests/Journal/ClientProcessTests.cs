using System.Diagnostics;
using FakeImds.Journal;
using FakeImds.Tests.Service;

namespace FakeImds.Tests.Journal;

public sealed class ClientProcessTests
{
    [Fact]
    public async Task On_Linux_the_process_that_asked_is_found()
    {
        await using var imds = await LoopbackImds.StartAsync(configure: static o => (o.JournalCapacity, o.FindsProcesses) = (10, true));
        (await imds.AskAsync("GET", LoopbackImds.Leaf)).Status.ShouldBe(200);
        var process = imds.Emulator.Journal.Requests.ShouldHaveSingleItem().Process;
        if (!OperatingSystem.IsLinux())
        {
            process.ShouldBeNull();
            return;
        }

        process.ShouldNotBeNull().ProcessId.ShouldBe(Environment.ProcessId);
        process.Executable.ShouldBe(Environment.ProcessPath);
        process.CommandLine.ShouldContain("FakeImds.Tests");
    }

    [Fact]
    public async Task A_child_is_told_from_its_parent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found on Linux only.");
        await using var imds = await LoopbackImds.StartAsync(configure: static o => (o.JournalCapacity, o.FindsProcesses) = (10, true));
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", $"exec 3<>/dev/tcp/127.0.0.1/{imds.Endpoint.Port}; printf 'GET {LoopbackImds.Leaf} HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3 >/dev/null"]))!;
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        var process = imds.Emulator.Journal.Requests.ShouldHaveSingleItem().Process.ShouldNotBeNull();
        process.CommandLine.ShouldNotContain("FakeImds.Tests");
        process.ContainerId.ShouldBe(ClientProcesses.ContainerId(await File.ReadAllTextAsync("/proc/self/cgroup", TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("0::/system.slice/docker-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope\n", true)]
    [InlineData("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope", true)]
    [InlineData("4:memory:/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n0::/\n", true)]
    [InlineData("0::/user.slice/user-1000.slice/session-3.scope", false)]
    [InlineData("", false)]
    public void A_container_is_known_by_its_control_group(string groups, bool isOne) =>
        ClientProcesses.ContainerId(groups).ShouldBe(isOne ? "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" : null);
}
