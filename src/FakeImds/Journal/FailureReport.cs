using System.Diagnostics;

namespace FakeImds.Journal;

/// <summary>Tells what failed where no answer can: what a callback threw (docs/architecture.md#callbacks). It never throws.</summary>
internal sealed class FailureReport(Action<Exception>? onError)
{
    public void Tell(Exception failure)
    {
        try
        {
            if (onError is null)
            {
                Trace.TraceError($"FakeImds: {failure}");
            }
            else
            {
                onError(failure);
            }
        }
        catch (Exception)
        {
            // Nobody is left to tell.
        }
    }
}
