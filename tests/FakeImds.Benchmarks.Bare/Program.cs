using System.Runtime.InteropServices;
using FakeImds.Benchmarks.Subjects;

// Kestrel and nothing else, as a program: what `fakeimds run` is measured beside.
await using var server = await BareKestrel.StartAsync(keepAlive: true);
Console.Out.WriteLine($"Listening on http://{server.Endpoint}");
var stop = new TaskCompletionSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.TrySetResult();
});
await stop.Task;
