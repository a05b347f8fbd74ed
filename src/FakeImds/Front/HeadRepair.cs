namespace FakeImds.Front;

/// <summary>Makes of a head that EC2 takes one that Kestrel takes (docs/fidelity.md#host-missing, docs/fidelity.md#http-1-0).</summary>
internal static class HeadRepair
{
    private static ReadOnlySpan<byte> Host => "Host: 169.254.169.254\r\n"u8;

    private static ReadOnlySpan<byte> NoBody => "Content-Length: 0\r\n"u8;

    /// <param name="bytes">The head, and what came with it.</param>
    /// <param name="head">What was read of it.</param>
    /// <returns>The head with one <c>Host</c>, and a length where it needs one.</returns>
    public static byte[] Repair(ReadOnlySpan<byte> bytes, in RequestHead head)
    {
        var repaired = new List<byte>(head.End - head.Start + Host.Length + NoBody.Length);
        repaired.AddRange(bytes[head.Start..head.Headers]);
        if (head.LacksHost)
        {
            repaired.AddRange(Host);
        }

        if (head.LacksLength)
        {
            repaired.AddRange(NoBody);
        }

        var lines = bytes[head.Headers..head.End];
        while (!lines.IsEmpty)
        {
            var line = lines[..(lines.IndexOf((byte)'\n') + 1)];
            if (!head.LacksHost || !RequestHead.IsHost(line))
            {
                repaired.AddRange(line);
            }

            lines = lines[line.Length..];
        }

        return [.. repaired];
    }
}
