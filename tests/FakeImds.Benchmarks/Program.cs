using BenchmarkDotNet.Running;
using FakeImds.Benchmarks;
using FakeImds.Benchmarks.Fleet;
using FakeImds.Benchmarks.Load;
using FakeImds.Benchmarks.Memory;
using FakeImds.Benchmarks.Published;
using FakeImds.Benchmarks.Startup;
using FakeImds.Benchmarks.Subjects;

// docs/performance.md has the commands. `serve`, `peer` and `start` are what others of them run in processes of their own.
switch (args.FirstOrDefault())
{
    case "load":
        LoadComparison.Run(LoadOptions.Parse(args.AsSpan(1)));
        return 0;
    case "program":
        ProgramComparison.Run(ProgramOptions.Parse(args.AsSpan(1)));
        return 0;
    case "memory":
        MemoryReport.Run();
        return 0;
    case "fleet":
        await FleetScale.RunAsync();
        return 0;
    case "cold-start":
        ColdStart.Run();
        return 0;
    case "serve" when args.Length == 2:
        await SubjectServer.ServeAsync(args[1]);
        return 0;
    case "peer" when args.Length == 2:
        await OwnPeer.ServeAsync(args[1]);
        return 0;
    case "start" when args.Length == 2:
        await ColdStart.StartAsync(args[1]);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkSettings).Assembly).Run(args, new BenchmarkSettings());
        return 0;
}
