using FakeImds.Cli.CommandLine;

return await FakeImdsProgram.RunAsync(args, Console.Out, Console.Error);
