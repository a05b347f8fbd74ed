using System.Collections;
using FakeImds.Iac.Explain;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac;

/// <summary>What becomes of all launches of some files, in their order.</summary>
public sealed class AccountExplanation : IReadOnlyList<LaunchExplanation>
{
    private readonly IReadOnlyList<Explanation> _all;
    private readonly LaunchExplanation[] _launches;

    internal AccountExplanation(Explainer explainer)
    {
        _all = explainer.All();
        _launches = [.. _all.Select(static e => new LaunchExplanation(e))];
        Notes = explainer.Notes;
    }

    /// <summary>What holds for all launches: what files leave open, and keys that policies ask for and nobody fills.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>How many launches there are.</summary>
    public int Count => _launches.Length;

    /// <summary>The launch at that place in the order of the files.</summary>
    /// <param name="index">0 for the first.</param>
    public LaunchExplanation this[int index] => _launches[index];

    /// <summary>The launch of that name.</summary>
    /// <param name="launch">One of <see cref="AccountFiles.Launches"/>; of several with the name the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="launch"/> is null.</exception>
    /// <exception cref="AccountFilesException">There is no such launch.</exception>
    public LaunchExplanation this[string launch]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(launch);
            return Array.Find(_launches, l => l.Name == launch)
                ?? throw new AccountFilesException($"there is no launch '{launch}' in the files{NearestName.Hint(launch, _launches.Select(static l => l.Name))}");
        }
    }

    /// <summary>The launches in the order of the files.</summary>
    /// <returns>An enumerator over them.</returns>
    public IEnumerator<LaunchExplanation> GetEnumerator() => _launches.AsEnumerable().GetEnumerator();

    /// <summary>The answers as <c>fakeimds explain</c> prints them, in several lines.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ExplainText.Of(_all, Notes);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
