using System.Net;
using System.Runtime.InteropServices;

namespace FakeImds.Cli.Addresses;

/// <summary>A connection to the kernel's routing tables. .NET's sockets don't know the family.</summary>
internal sealed partial class NetlinkSocket : IDisposable
{
    private const int NetlinkFamily = 16;
    private const int RawType = 3;
    private const int CloseOnExec = 0x80000;
    private const int RouteProtocol = 0;
    private const ushort ErrorType = 2;
    private const ushort DoneType = 3;
    private const int BufferLength = 65536;

    private readonly IPAddress _address;
    private readonly int _handle;

    /// <param name="address">The address that it is about, for the exceptions.</param>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public NetlinkSocket(IPAddress address)
    {
        _address = address;
        _handle = Open(NetlinkFamily, RawType | CloseOnExec, RouteProtocol);
        if (_handle < 0)
        {
            throw LastError();
        }
    }

    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public void Send(byte[] message)
    {
        if (Write(_handle, message, message.Length, 0) < 0)
        {
            throw LastError();
        }
    }

    /// <summary>The replies up to the acknowledgement or the end of a list.</summary>
    /// <exception cref="NetlinkException">The kernel refuses what was sent.</exception>
    public List<ReadOnlyMemory<byte>> Receive()
    {
        List<ReadOnlyMemory<byte>> replies = [];
        while (true)
        {
            var buffer = new byte[BufferLength];
            var count = (int)Read(_handle, buffer, buffer.Length, 0);
            if (count < 0)
            {
                throw LastError();
            }

            if (Split(buffer.AsMemory(0, count), replies))
            {
                return replies;
            }
        }
    }

    public void Dispose() => _ = Close(_handle);

    private bool Split(ReadOnlyMemory<byte> data, List<ReadOnlyMemory<byte>> replies)
    {
        while (data.Length >= AddressMessage.HeaderLength)
        {
            var length = MemoryMarshal.Read<int>(data.Span);
            switch (MemoryMarshal.Read<ushort>(data.Span[4..]))
            {
                case DoneType:
                    return true;
                case ErrorType:
                    var errno = -MemoryMarshal.Read<int>(data.Span[AddressMessage.HeaderLength..]);
                    return errno is 0 ? true : throw Error(errno);
                default:
                    replies.Add(data[..length]);
                    break;
            }

            data = data[Math.Min(data.Length, (length + 3) & ~3)..];
        }

        return false;
    }

    private NetlinkException LastError() => Error(Marshal.GetLastPInvokeError());

    private NetlinkException Error(int errno) => new(_address, errno, Marshal.GetPInvokeErrorMessage(errno));

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Open(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Write(int handle, byte[] data, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Read(int handle, [Out] byte[] data, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
