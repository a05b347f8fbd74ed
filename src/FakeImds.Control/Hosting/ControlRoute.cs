namespace FakeImds.Control.Hosting;

/// <summary>A method of a resource.</summary>
/// <param name="Method">The method; GET is HEAD too.</param>
/// <param name="Path">The names of the path; <c>*</c> is any.</param>
/// <param name="Answer">Carries it out.</param>
internal sealed record ControlRoute(string Method, string[] Path, Func<ControlCall, ValueTask<ControlAnswer>> Answer)
{
    public bool Fits(string[] path)
    {
        if (path.Length != Path.Length)
        {
            return false;
        }

        for (var i = 0; i < path.Length; i++)
        {
            if (Path[i] != "*" && Path[i] != path[i])
            {
                return false;
            }
        }

        return true;
    }
}
