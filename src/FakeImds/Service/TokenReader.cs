using FakeImds.Hops;
using FakeImds.Journal;
using Microsoft.Extensions.Primitives;

namespace FakeImds.Service;

/// <summary>Reads the tokens that requests carry, each once: for the answer, and for who asks to be told.</summary>
/// <param name="State">What is to be said of it.</param>
/// <param name="Remaining">Whole seconds left, counted up as EC2 does: a fresh token has all of them. Negative when it is not valid.</param>
/// <param name="Life">Its life (<see cref="TokenLife"/>).</param>
internal readonly record struct TokenReader(TokenState State, int Remaining, long Life = 0)
{
    /// <summary>Of a request without a token.</summary>
    public static TokenReader None { get; } = new(TokenState.None, -1);

    public static TokenReader Read(SessionToken tokens, ClientConnection client, StringValues header, int boot, DateTimeOffset now)
    {
        if (header.Count == 0)
        {
            return None;
        }

        if (header.Count > 1 || header[0] is not { } token)
        {
            return new(TokenState.Invalid, -1);
        }

        if (!client.Knows(token, boot, out var life))
        {
            if (!tokens.TryRead(token, boot, out life))
            {
                return new(TokenState.Invalid, -1);
            }

            client.Keep(token, boot, life);
        }

        var remaining = TokenLife.Remaining(life, now);
        return new(remaining < 0 ? TokenState.Expired : TokenState.Valid, remaining, life);
    }

    /// <summary>How long ago a valid token was issued; null without one.</summary>
    public TimeSpan? Age(DateTimeOffset now) => State is TokenState.Valid ? TokenLife.Age(Life, now) : null;
}
