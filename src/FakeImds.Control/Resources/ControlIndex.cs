using FakeImds.Control.Hosting;
using FakeImds.Control.Json;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/</c>: what there is.</summary>
internal static class ControlIndex
{
    public static ValueTask<ControlAnswer> Get(ControlCall call)
    {
        call.AllowOnly();
        return new(ControlAnswer.Ok(new IndexJson([.. ControlRoutes.All.Select(static r => $"{r.Method} {r.Path}")]), ControlJson.Default.IndexJson));
    }
}
