namespace FakeImds.Iac.Fleet;

/// <summary>A route to a launch that is named: <c>Web=172.30.0.11</c>.</summary>
/// <param name="Launch">The launch's name.</param>
/// <param name="Route">Who sees its instance.</param>
internal sealed record NamedClient(string Launch, ClientRoute Route)
{
    /// <summary>Null when it is not of that form.</summary>
    public static NamedClient? Read(string text)
    {
        // A launch's name can have the sign too, as in a plan's for_each, and so can a label's value.
        for (var sign = text.IndexOf('=', StringComparison.Ordinal); sign >= 0; sign = text.IndexOf('=', sign + 1))
        {
            if (sign > 0 && ClientRoute.Read(text[(sign + 1)..]) is { } route)
            {
                return new NamedClient(text[..sign], route);
            }
        }

        return null;
    }
}
