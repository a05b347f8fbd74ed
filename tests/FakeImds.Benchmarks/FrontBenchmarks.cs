using System.IO.Pipelines;
using BenchmarkDotNet.Attributes;
using FakeImds.Front;

namespace FakeImds.Benchmarks;

/// <summary>What it costs a request of a kept connection that its head goes through the front: the same reads of a pipe, with and without it.</summary>
public class FrontBenchmarks
{
    private static readonly byte[] s_head =
        "GET /latest/meta-data/instance-id HTTP/1.1\r\nHost: 169.254.169.254\r\nX-aws-ec2-metadata-token: AQAEAKtz0123456789abcdefghijklmnopqrstuvwxyz0123456789ABC==\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\n\r\n"u8.ToArray();

    private readonly Pipe _bare = new();
    private readonly Pipe _behind = new();
    private readonly HeadReader _front;

    public FrontBenchmarks() => _front = new HeadReader(_behind.Reader);

    [Benchmark(Baseline = true)]
    public Task Bare() => ReadAsync(_bare.Writer, _bare.Reader);

    [Benchmark]
    public async Task Fronted()
    {
        await ReadAsync(_behind.Writer, _front);
        _front.Take();
        _front.Release();
    }

    private static async Task ReadAsync(PipeWriter writer, PipeReader reader)
    {
        await writer.WriteAsync(s_head);
        var read = await reader.ReadAsync();
        reader.AdvanceTo(read.Buffer.End);
    }
}
