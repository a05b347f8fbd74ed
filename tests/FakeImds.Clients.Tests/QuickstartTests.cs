namespace FakeImds.Clients.Tests;

/// <summary>README's first command.</summary>
public sealed class QuickstartTests
{
    [Fact]
    public async Task The_quickstart_prints_what_each_posture_does_to_the_sdk()
    {
        var result = await Run.ToEndAsync(Run.PrepareClient(Target.Nowhere, Run.Dotnet, Built.QuickstartProgram));

        result.MustSucceed().Error.ShouldBeEmpty();
        result.Output.ReplaceLineEndings("\n").ShouldBe(
            """
            posture                      | region     | credentials          | what happened
            ---------------------------- | ---------- | -------------------- | --------------------
            tokens optional              | eu-north-1 | ASIAXAFASSSDSLTYIDHZ | 3 PUT 200, 4 GET 200
            tokens required              | eu-north-1 | ASIAXAFASSSDSLTYIDHZ | 3 PUT 200, 4 GET 200
            tokens required, hop limit 1 | -          | -                    | 6 PUT never answered
            tokens optional, hop limit 1 | -          | -                    | 6 PUT never answered
            endpoint disabled            | -          | -                    | 2 PUT 403

            """.ReplaceLineEndings("\n"));
    }
}
