using System.IO.Pipelines;

namespace FakeImds.Benchmarks.Subjects;

internal static class FlushExtensions
{
    /// <summary>The flush as a task that costs nothing when it is done already.</summary>
    public static Task GetAsTask(this ValueTask<FlushResult> flush) => flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
}
