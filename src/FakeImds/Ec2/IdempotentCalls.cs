namespace FakeImds.Ec2;

/// <summary>
/// Answers of calls that carried a client token. The same token with the same request gets the same answer and changes nothing;
/// with another request it is an error (docs/fidelity.md#client-token).
/// </summary>
internal sealed class IdempotentCalls
{
    // The oldest are forgotten: a program that never stops must not fill the memory.
    private const int MaxRemembered = 10_000;

    private readonly Lock _change = new();
    private readonly Dictionary<(string Action, string Token), (string Fingerprint, object Answer)> _answers = [];
    private readonly Queue<(string Action, string Token)> _order = new();

    /// <summary>Makes the call, or returns what it returned before. A call that throws is not remembered.</summary>
    public T Once<T>(string action, string? token, string fingerprint, Func<T> call)
        where T : class
    {
        if (string.IsNullOrEmpty(token))
        {
            return call();
        }

        // Held during the call: of two at once with one token, one launches and the other gets its answer.
        lock (_change)
        {
            if (_answers.TryGetValue((action, token), out var known))
            {
                return known.Fingerprint == fingerprint ? (T)known.Answer : throw new Ec2Exception(Ec2Errors.IdempotentMismatch(token));
            }

            var answer = call();
            _answers.Add((action, token), (fingerprint, answer));
            _order.Enqueue((action, token));
            if (_order.Count > MaxRemembered)
            {
                _answers.Remove(_order.Dequeue());
            }

            return answer;
        }
    }
}
