using System.Text.RegularExpressions;
using FakeImds.Cli.Tests.Process;

namespace FakeImds.Cli.Tests.Addresses;

/// <summary><c>--assign-addresses</c>, in a network namespace of its own.</summary>
public sealed partial class AssignAddressesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_adds_both_addresses_for_a_time_and_removes_them_at_the_end()
    {
        var output = await ScriptAsync("""
            run; show; curl -s -o /dev/null -w 'v4 %{http_code}\n' http://169.254.169.254/; curl -s -o /dev/null -w 'v6 %{http_code}\n' 'http://[fd00:ec2::254]/'
            end TERM; echo after; show
            """, "--http-protocol-ipv6 enabled");

        output.ShouldContain("Listening on http://169.254.169.254:80\nListening on http://[fd00:ec2::254]:80\n");
        output.ShouldContain("inet 169.254.169.254/32 limited\ninet6 fd00:ec2::254/128 limited\nv4 200\nv6 200\n");
        output.ShouldEndWith("exit 0\nafter\n");
    }

    [Fact]
    public async Task After_a_crash_the_addresses_end_by_themselves_or_with_the_next_run()
    {
        var output = await ScriptAsync("run; end KILL; echo crashed; show; run; end TERM; echo after; show", "");

        output.ShouldContain("exit 137\ncrashed\ninet 169.254.169.254/32 limited\ninet6 fd00:ec2::254/128 limited\n");
        output.ShouldEndWith("exit 0\nafter\n");
    }

    [Fact]
    public async Task An_address_that_was_there_before_stays()
    {
        var output = await ScriptAsync("ip addr add 169.254.169.254/32 dev lo; run; show; end TERM; echo after; show", "");

        output.ShouldContain("inet 169.254.169.254/32 forever\ninet6 fd00:ec2::254/128 limited\n");
        output.ShouldEndWith("exit 0\nafter\ninet 169.254.169.254/32 forever\n");
    }

    [Fact]
    public async Task When_listening_fails_the_addresses_go_again()
    {
        var output = await ScriptAsync("dotnet_run --listen 192.0.2.1:80; echo exit $?; show", "");

        output.ShouldContain("fakeimds: cannot listen on 192.0.2.1:80: ");
        output.ShouldEndWith("exit 1\n");
    }

    [Fact]
    public async Task Without_IPv6_only_a_launch_that_needs_it_fails()
    {
        var output = await ScriptAsync("""
            echo 1 > /proc/sys/net/ipv6/conf/lo/disable_ipv6
            run; show; end TERM; dotnet_run --http-protocol-ipv6 enabled; echo exit $?; show
            """, "");

        output.ShouldContain("fakeimds: IPv6 is not available on lo, fd00:ec2::254 is not added (Permission denied)\n");
        output.ShouldContain("inet 169.254.169.254/32 limited\nexit 0\n");
        output.ShouldContain("fakeimds: --assign-addresses can't add fd00:ec2::254 to lo: Permission denied; enable IPv6 there ");
        output.ShouldEndWith("exit 1\n");
    }

    [Fact]
    public async Task Without_the_capability_it_gets_one_line()
    {
        var output = await ScriptAsync("setpriv --bounding-set=-net_admin --inh-caps=-net_admin --ambient-caps=-net_admin sh -c \"$COMMAND\"; echo exit $?", "");

        output.ShouldBe("fakeimds: --assign-addresses may not add 169.254.169.254 to lo: Operation not permitted; run as root or with CAP_NET_ADMIN (docker run --cap-add NET_ADMIN)\nexit 1\n");
    }

    // The functions: run starts the program and returns when it is ready, end ends it, show lists the addresses of lo.
    private static async Task<string> ScriptAsync(string script, string options)
    {
        await SkipWithoutNamespacesAsync();
        var last = options.Length > 0 ? "Listening*fd00*" : "Listening*";
        using var shell = CliProcess.StartOther("unshare", "-rn", "bash", "-c", $$"""
            exec 2>&1
            ip link set lo up
            COMMAND='{{CliProcess.DotNet}} {{CliProcess.Dll}} run --assign-addresses {{options}}'
            dotnet_run() { $COMMAND "$@"; }
            run() {
              coproc PROGRAM { exec $COMMAND 2>&1; }
              PID=$PROGRAM_PID; exec 3<&${PROGRAM[0]}
              while read -r line <&3; do echo "$line"; case "$line" in {{last}}) break;; esac; done
            }
            end() { kill -$1 $PID; wait $PID 2>/dev/null; echo exit $?; exec 3<&-; }
            show() { ip addr show dev lo | awk '/inet6? (169|fd00)/ { family = $1; address = $2 } /valid_lft/ && address { print family, address, ($2 == "forever" ? "forever" : "limited"); address = "" }'; }
            {{script}}
            """);
        return JobNoise.Replace((await shell.EndAsync(Cancelled)).Output, "");
    }

    private static async Task SkipWithoutNamespacesAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Network namespaces are Linux'.");
        using var probe = CliProcess.StartOther("bash", "-c", "for tool in ip curl awk setpriv; do command -v $tool || { echo no $tool; exit 1; }; done; unshare -rn ip link set lo up");
        var (exitCode, output, error) = await probe.EndAsync(Cancelled);
        Assert.SkipUnless(exitCode is 0, $"Network namespaces can't be made here: {output} {error}");
    }

    [GeneratedRegex(@"^bash: line \d+:\s+\d+ Killed.*\n", RegexOptions.Multiline)]
    private static partial Regex JobNoise { get; }
}
