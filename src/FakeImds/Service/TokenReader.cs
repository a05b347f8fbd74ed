using FakeImds.Journal;
using Microsoft.Extensions.Primitives;

namespace FakeImds.Service;

/// <summary>Reads the tokens that requests carry.</summary>
internal static class TokenReader
{
    /// <summary>Whole seconds left, counted up as EC2 does: a fresh token has all of them. Negative when it is not valid.</summary>
    public static int RemainingSeconds(SessionToken tokens, StringValues token, int boot, DateTimeOffset now) =>
        token.Count == 1 && tokens.TryRead(token[0], boot, out var life) ? TokenLife.Remaining(life, now) : -1;

    /// <summary>How long ago a valid token was issued; null without one.</summary>
    public static TimeSpan? Age(SessionToken tokens, StringValues token, int boot, DateTimeOffset now) =>
        token.Count == 1 && tokens.TryRead(token[0], boot, out var life) && TokenLife.Remaining(life, now) >= 0 ? TokenLife.Age(life, now) : null;

    /// <summary>What is to be said of a token, for who asks to be told.</summary>
    public static TokenState State(SessionToken tokens, StringValues token, int boot, DateTimeOffset now) =>
        token.Count == 0 ? TokenState.None
        : token.Count > 1 || !tokens.TryRead(token[0], boot, out var life) ? TokenState.Invalid
        : TokenLife.Remaining(life, now) < 0 ? TokenState.Expired
        : TokenState.Valid;
}
