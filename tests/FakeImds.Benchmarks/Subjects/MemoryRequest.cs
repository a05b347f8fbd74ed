using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Benchmarks.Subjects;

/// <summary>A request and its response in memory, to be used again and again. It allocates nothing itself once it was used.</summary>
internal sealed class MemoryRequest : IHttpResponseBodyFeature
{
    private readonly KeptHeaders _headers = new();
    private readonly HttpResponseFeature _response = new();
    private readonly KeptWriter _writer = new();

    public MemoryRequest(string method, string target, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var request = new HttpRequestFeature { Method = method, RawTarget = target };
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        _response.Headers = _headers;
        Features.Set<IHttpRequestFeature>(request);
        Features.Set<IHttpResponseFeature>(_response);
        Features.Set<IHttpResponseBodyFeature>(this);
    }

    public FeatureCollection Features { get; } = new();

    public int StatusCode => _response.StatusCode;

    public string ResponseText => Encoding.ASCII.GetString(_writer.Written);

    public PipeWriter Writer => _writer;

    Stream IHttpResponseBodyFeature.Stream => throw new NotSupportedException();

    public void Reset()
    {
        _headers.Clear();
        _writer.Clear();
    }

    void IHttpResponseBodyFeature.DisableBuffering()
    {
    }

    Task IHttpResponseBodyFeature.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHttpResponseBodyFeature.CompleteAsync() => Task.CompletedTask;

    Task IHttpResponseBodyFeature.SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    // Kestrel keeps the length as a number; HeaderDictionary would make text of it.
    private sealed class KeptHeaders : HeaderDictionary, IHeaderDictionary
    {
        long? IHeaderDictionary.ContentLength { get; set; }
    }

    private sealed class KeptWriter : PipeWriter
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _length;

        public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

        public void Clear() => _length = 0;

        public override void Advance(int bytes) => _length += bytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.AsMemory(_length);

        public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.AsSpan(_length);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            this.Write(source.Span);
            return default;
        }

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
