using System.Text.Json.Nodes;
using FakeImds.Control.Hosting;

namespace FakeImds.Control.Tests;

/// <summary>Every answer that a test of this project gets is held against the document, by <see cref="ControlHost"/>; these hold the rest.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public void The_document_describes_each_method_of_each_path_and_no_other() =>
        OpenApiDocument.Operations.Select(static o => $"{o.Method} {System.Text.RegularExpressions.Regex.Replace(o.Path, @"\{\w+\}", "*")}")
            .Order().ShouldBe(ControlRoutes.All.Select(static r => $"{r.Method} {r.Path}").Order());

    [Fact]
    public async Task The_document_is_served()
    {
        await using var host = await ControlHost.StartAsync();
        JsonNode.DeepEquals(await host.MustAsync("GET", "fakeimds/openapi.json"), OpenApiDocument.Root).ShouldBeTrue();
    }

    [Fact]
    public async Task What_there_is_is_listed()
    {
        await using var host = await ControlHost.StartAsync();
        var listed = (await host.MustAsync("GET", "fakeimds/"))["Resources"]!.AsArray().Select(static r => r!.GetValue<string>());
        listed.ShouldBe(ControlRoutes.All.Select(static r => $"{r.Method} {r.Path}"));
    }

    [Fact]
    public void An_answer_that_is_not_as_described_is_an_error()
    {
        OpenApiDocument.Errors("GET", "fakeimds/clock", null, 200, new JsonObject { ["Time"] = "now" }).ShouldNotBeEmpty();
        OpenApiDocument.Errors("GET", "fakeimds/clock", null, 418, null).ShouldNotBeEmpty();
        OpenApiDocument.Errors("GET", "fakeimds/watch", null, 200, null).ShouldNotBeEmpty();
    }
}
