using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Output;

using var output = StandardStream.Open(StandardStream.Output);
using var error = StandardStream.Open(StandardStream.Error);
return await FakeImdsProgram.RunAsync(args, output, new StreamWriter(error));
