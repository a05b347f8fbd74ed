using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FakeImds.Wire.Tests;

/// <summary>
/// What arrives from the emulator on a link, seen by tcpdump. Its own printout of HTTP is not made to be parsed; it writes
/// the pcap format to its standard output instead, and that is read here while it runs. A conversation is complete when
/// the emulator's FIN or RST has been seen: the service closes after every answer (facts/imds-data-plane.md, 2.4).
/// </summary>
internal sealed partial class PacketCapture : IAsyncDisposable
{
    private const int FileHeader = 24;
    private const int PacketHeader = 16;

    private readonly Process _process;
    private readonly ProcessOutput _messages;
    private readonly ProcessOutput _ends;
    private readonly Lock _lock = new();
    private readonly List<CapturedPacket> _packets = [];
    private readonly Task _read;

    private PacketCapture(ProcessStartInfo start)
    {
        _messages = new ProcessOutput(ProcessRunner.Describe(start));
        _ends = new ProcessOutput("capture of conversations");
        _process = Process.Start(start) ?? throw new InvalidOperationException("tcpdump did not start.");
        _process.StandardInput.Close();
        _read = Task.WhenAll(ReadPacketsAsync(_process.StandardOutput.BaseStream), ReadMessagesAsync(_process.StandardError));
    }

    public static async Task<PacketCapture> StartAsync(NetworkNamespace where, string link)
    {
        // -Q in and port 80 as source: the emulator's packets, with the TTL they arrive with. -Z root: no user `tcpdump` is needed.
        var capture = new PacketCapture(where.Prepare(
            "tcpdump", "-i", link, "-n", "-s", "0", "-U", "--immediate-mode", "-Z", "root", "-Q", "in", "-w", "-", "tcp", "and", "src", "port", "80"));
        try
        {
            await capture._messages.WaitForAsync(ListeningOn());
            return capture;
        }
        catch
        {
            await capture.DisposeAsync();
            throw;
        }
    }

    /// <summary>All packets from the emulator to a client's port, once the emulator has closed that connection.</summary>
    public async Task<IReadOnlyList<CapturedPacket>> ConversationAsync(int clientPort)
    {
        await _ends.WaitForAsync(new Regex(string.Create(CultureInfo.InvariantCulture, $"^{clientPort}$")));
        lock (_lock)
        {
            return [.. _packets.Where(packet => packet.DestinationPort == clientPort)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Signal.SendAsync(_process.Id, "INT");
        }

        await _read;
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadPacketsAsync(Stream pcap)
    {
        try
        {
            var header = new byte[FileHeader];
            await pcap.ReadExactlyAsync(header.AsMemory(0, FileHeader));
            while (true)
            {
                await pcap.ReadExactlyAsync(header.AsMemory(0, PacketHeader));
                var frame = new byte[BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8))];
                await pcap.ReadExactlyAsync(frame);
                Note(CapturedPacket.Parse(frame));
            }
        }
        catch (EndOfStreamException)
        {
            _ends.End();
        }
    }

    private void Note(CapturedPacket? packet)
    {
        if (packet is null)
        {
            return;
        }

        lock (_lock)
        {
            _packets.Add(packet);
        }

        if (packet.IsLast)
        {
            _ends.Add(packet.DestinationPort.ToString(CultureInfo.InvariantCulture));
        }
    }

    private async Task ReadMessagesAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _messages.Add(line);
        }

        _messages.End();
    }

    [GeneratedRegex("listening on")]
    private static partial Regex ListeningOn();
}
