using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace FakeImds.Cli.Tests.Process;

/// <summary>The program under a low limit of open files: it says what it can't do, changes nothing, and goes on when files are free.</summary>
public sealed partial class DescriptorShortageTests
{
    private const int Limit = 300;

    // What the program leaves to its runtime.
    private const int Spare = 32;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_launch_without_descriptors_changes_nothing_and_is_told_as_EC2_tells()
    {
        using var program = Start();
        var (_, api) = await ReadyAsync(program);
        using var http = new HttpClient();
        var (status, refused) = await AskAsync(http, api, "RunInstances&ImageId=ami-0123456789abcdef0&MinCount=1000&MaxCount=1000");
        status.ShouldBe(HttpStatusCode.InternalServerError);
        refused.ShouldContain("<Code>InsufficientInstanceCapacity</Code>");
        refused.ShouldNotContain(" at FakeImds");
        Instances(await AskAsync(http, api, "DescribeInstances")).ShouldBe(1);

        (await AskAsync(http, api, "RunInstances&ImageId=ami-0123456789abcdef0&MinCount=20&MaxCount=20")).Status.ShouldBe(HttpStatusCode.OK);
        Instances(await AskAsync(http, api, "DescribeInstances")).ShouldBe(21);
        await EndAsync(program);
    }

    [Fact]
    public async Task Clients_without_descriptors_wait_and_are_answered_when_some_are_free()
    {
        using var program = Start();
        var (metadata, _) = await ReadyAsync(program);
        List<TcpClient> held = [];
        for (var i = 0; i < Limit; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(metadata, Cancel);
            held.Add(client);
        }

        // Behind all of these in the queue: it waits until the program has descriptors again.
        using var waiting = new TcpClient();
        await waiting.ConnectAsync(metadata, Cancel);
        await waiting.GetStream().WriteAsync("GET /latest/meta-data/instance-type HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), Cancel);
        await OpenFilesAsync(program, atLeast: Limit - Spare);
        waiting.Available.ShouldBe(0);
        held.ForEach(static c => c.Dispose());

        using var reader = new StreamReader(waiting.GetStream(), Encoding.ASCII);
        (await reader.ReadToEndAsync(Cancel)).ShouldStartWith("HTTP/1.1 200 OK");
        await EndAsync(program);
    }

    private static CliProcess Start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit of open files is set by a shell, and the open ones are counted in /proc.");
        string[] run = [CliProcess.DotNet, CliProcess.Dll, "run", "--listen", "127.0.0.1:0", "--ec2-api", "127.0.0.1:0", "--lenient-image-ids"];
        return CliProcess.StartOther("sh", ["-c", $"ulimit -n {Limit}; exec \"$@\"", "sh", .. run]);
    }

    private static async Task<(IPEndPoint Metadata, Uri Api)> ReadyAsync(CliProcess program)
    {
        var lines = await program.ReadUntilAsync("Listening on ", Cancel);
        return (IPEndPoint.Parse(lines[^1]["Listening on http://".Length..]), new Uri(lines[^2]["EC2 API on ".Length..]));
    }

    private static async Task OpenFilesAsync(CliProcess program, int atLeast)
    {
        while (Directory.GetFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{program.Id}/fd")).Length < atLeast)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient http, Uri api, string action)
    {
        using var answer = await http.GetAsync(new Uri(api, "?Version=2016-11-15&Action=" + action), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static int Instances((HttpStatusCode Status, string Text) described)
    {
        described.Status.ShouldBe(HttpStatusCode.OK);
        return InstanceId().Count(described.Text);
    }

    private static async Task EndAsync(CliProcess program)
    {
        program.Signal(15);
        (await program.EndAsync(Cancel)).ExitCode.ShouldBe(0);
    }

    [GeneratedRegex("<instanceId>")]
    private static partial Regex InstanceId();
}
