namespace FakeImds.Ec2;

/// <summary>The Spot requests of a Region.</summary>
internal sealed class SpotRequestCatalog(Ec2Region region)
{
    private const int IdLength = 8;
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly Lock _change = new();
    private volatile ResourceIndex<SpotRequest> _index = ResourceIndex<SpotRequest>.Empty(static r => r.RequestId, static (a, b) => a.Number.CompareTo(b.Number));
    private int _made;

    public ResourceIndex<SpotRequest> Index => _index;

    /// <summary>The number and the id of a new request.</summary>
    public (int Number, string RequestId) Next()
    {
        var number = Interlocked.Increment(ref _made) - 1;
        var hash = region.Account.Ids.Hash("sir", region.Name, number);
        return (number, string.Create("sir-".Length + IdLength, hash, static (span, bytes) =>
        {
            "sir-".CopyTo(span);
            for (var i = 0; i < IdLength; i++)
            {
                span["sir-".Length + i] = Digits[bytes[i] % Digits.Length];
            }
        }));
    }

    public void Set(SpotRequest request)
    {
        lock (_change)
        {
            _index = _index.Set(request);
        }
    }
}
