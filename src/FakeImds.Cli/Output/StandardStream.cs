using System.Runtime.InteropServices;

namespace FakeImds.Cli.Output;

/// <summary>
/// Standard output or standard error as bytes: what is written in one call leaves in one call. The console's own stream takes a
/// reader that is gone for one that listens; here it is an error like all others.
/// </summary>
internal sealed partial class StandardStream : Stream
{
    public const int Output = 1;
    public const int Error = 2;

    // asm-generic/errno-base.h; the same on macOS. EAGAIN is not.
    private const int Interrupted = 4;
    private const int BadDescriptor = 9;
    private const int BrokenPipe = 32;
    private const int GetDescriptorFlags = 1;
    private const short PollOut = 4;

    private static readonly int s_tryAgain = OperatingSystem.IsLinux() ? 11 : 35;

    private readonly int _descriptor;
    private readonly bool _isClosed;
    private readonly Stream? _console;

    private StandardStream(int descriptor)
    {
        _descriptor = descriptor;
        if (OperatingSystem.IsWindows())
        {
            _console = descriptor is Output ? Console.OpenStandardOutput() : Console.OpenStandardError();
            return;
        }

        _isClosed = Control(descriptor, GetDescriptorFlags) < 0;
    }

    /// <summary>
    /// The stream of a descriptor. Ask before the program opens anything: the number of a descriptor that was closed at the start is
    /// given to the next thing that is opened.
    /// </summary>
    public static StandardStream Open(int descriptor) => new(descriptor);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="OutputException">It is closed, its reader is gone, or its disk is full.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isClosed)
        {
            throw new OutputException("it is closed");
        }

        if (_console is not null)
        {
            WriteToConsole(buffer);
            return;
        }

        while (!buffer.IsEmpty)
        {
            var written = Write(_descriptor, buffer, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == s_tryAgain)
            {
                // Whoever shares a terminal or a pipe can have made it one that does not wait.
                var wait = new PollDescriptor { Descriptor = _descriptor, Events = PollOut };
                Poll(ref wait, 1, -1);
            }
            else if (error is not Interrupted)
            {
                throw new OutputException(error switch
                {
                    BrokenPipe => "its reader is gone",
                    BadDescriptor => "it is closed",
                    _ => Marshal.GetPInvokeErrorMessage(error),
                });
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void WriteToConsole(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _console!.Write(buffer);
        }
        catch (IOException e)
        {
            throw new OutputException(e.Message);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollDescriptor descriptors, uint count, int timeout);

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
