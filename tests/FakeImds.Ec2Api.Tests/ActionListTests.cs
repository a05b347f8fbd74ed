namespace FakeImds.Ec2Api.Tests;

public sealed class ActionListTests
{
    [Fact]
    public void The_document_lists_every_action_and_no_other()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "ec2-api.md"));
        var table = document[document.IndexOf("| of | actions |", StringComparison.Ordinal)..document.IndexOf("All others of EC2", StringComparison.Ordinal)];
        var listed = table.Split('\n').Where(static l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2).SelectMany(static l => l.Split('|')[2].Split(',', StringSplitOptions.TrimEntries));
        listed.Order().ShouldBe(Ec2ApiServer.Actions.Order());
    }
}
