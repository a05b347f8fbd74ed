using System.Net;
using System.Runtime.InteropServices;
using FakeImds.Benchmarks.Subjects;

// Kestrel and nothing else, as a program: what `fakeimds run` is measured beside. In an image the address is told.
var endpoint = Environment.GetEnvironmentVariable("BARE_LISTEN") is { Length: > 0 } text ? IPEndPoint.Parse(text) : null;
await using var server = await BareKestrel.StartAsync(keepAlive: true, endpoint);
Console.Out.WriteLine($"Listening on http://{server.Endpoint}");
var stop = new TaskCompletionSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.TrySetResult();
});
await stop.Task;
