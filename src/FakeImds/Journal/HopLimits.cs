namespace FakeImds.Journal;

/// <summary>Which hop limit requests for tokens need.</summary>
internal static class HopLimits
{
    /// <summary>The greatest distance; null when there is none, or one is not known.</summary>
    public static int? Least(IReadOnlyList<ServedRequest> tokenRequests)
    {
        int? least = null;
        foreach (var request in tokenRequests)
        {
            if (request.Hops is not { } hops)
            {
                return null;
            }

            least = Math.Max(hops, least ?? hops);
        }

        return least;
    }
}
