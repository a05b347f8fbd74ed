using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Namespaces;
using FakeImds.Cli.Output;

if (args is [NamespaceGuard.Word, ..])
{
    return NamespaceGuard.Run(args[1..]);
}

using var output = StandardStream.Open(StandardStream.Output);
using var error = StandardStream.Open(StandardStream.Error);
return await FakeImdsProgram.RunAsync(args, output, new StreamWriter(error));
