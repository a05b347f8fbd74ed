using FakeImds;
using FakeImds.Ec2;

// A program that uses the library on the link-local addresses. Each line it reads, "enabled" or "disabled", sets HttpProtocolIpv6;
// it answers "ready" when that is done. At the end of its input it disposes the emulator and answers "closed".
await using (var imds = new ImdsEmulator())
{
    await imds.ListenOnLinkLocalAsync();
    Console.WriteLine("ready");
    while (await Console.In.ReadLineAsync() is { } state)
    {
        imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpProtocolIpv6 = MetadataOptionText.ParseState("HttpProtocolIpv6", state) });
        Console.WriteLine("ready");
    }
}

Console.WriteLine("closed");
await Task.Delay(Timeout.Infinite);
