using FakeImds.Iac.Explain;

namespace FakeImds.Iac;

/// <summary>What becomes of one launch: its metadata options, who decided them, and whether EC2 would refuse it.</summary>
public sealed class LaunchExplanation
{
    private readonly Explanation _explanation;

    internal LaunchExplanation(Explanation explanation)
    {
        _explanation = explanation;
        Options = [.. OptionList.Names.Select(Option)];
    }

    /// <summary>How its file calls it: <c>Web</c>, <c>aws_instance.web[0]</c>, <c>i-0123456789abcdef0</c>.</summary>
    public string Name => _explanation.Launch.Name;

    /// <summary>What it is in its file, such as <c>AWS::EC2::Instance</c>.</summary>
    public string Kind => _explanation.Launch.Kind;

    /// <summary>Where it is: file, line and column, such as <c>stack.yaml:14:3</c>; null when no file says it.</summary>
    public string? Place => _explanation.Launch.Position is { File: not null } position ? position.In("") : null;

    /// <summary>Whether EC2 would launch it.</summary>
    public LaunchVerdict Verdict => _explanation.Verdict;

    /// <summary>EC2's error code and message, or what the policies deny; null when <see cref="Verdict"/> is not <see cref="LaunchVerdict.Fails"/>.</summary>
    public string? Error => Verdict is LaunchVerdict.Fails ? _explanation.Refusal : null;

    /// <summary>What <see cref="Verdict"/> depends on when it is <see cref="LaunchVerdict.Unknown"/>, such as <c>parameter Stage</c>; empty otherwise.</summary>
    public IReadOnlyList<string> DependsOn => [.. _explanation.DependsOn.Select(static u => u.Words)];

    /// <summary><c>HttpTokens</c>: <c>optional</c> or <c>required</c>.</summary>
    public OptionExplanation HttpTokens => Options[0];

    /// <summary><c>HttpPutResponseHopLimit</c>: <c>1</c> to <c>64</c>.</summary>
    public OptionExplanation HttpPutResponseHopLimit => Options[1];

    /// <summary><c>HttpEndpoint</c>: <c>enabled</c> or <c>disabled</c>.</summary>
    public OptionExplanation HttpEndpoint => Options[2];

    /// <summary><c>HttpProtocolIpv6</c>: <c>enabled</c> or <c>disabled</c>.</summary>
    public OptionExplanation HttpProtocolIpv6 => Options[3];

    /// <summary><c>InstanceMetadataTags</c>: <c>enabled</c> or <c>disabled</c>.</summary>
    public OptionExplanation InstanceMetadataTags => Options[4];

    /// <summary>The five options, in the order of the properties above.</summary>
    public IReadOnlyList<OptionExplanation> Options { get; }

    /// <summary>What makes the answer less sure than it looks.</summary>
    public IReadOnlyList<string> Notes => _explanation.Notes;

    /// <summary>The answer as <c>fakeimds explain</c> prints it, in several lines.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ExplainText.Of([_explanation], []);

    private OptionExplanation Option(string name)
    {
        var option = _explanation.Options.FirstOrDefault(o => o.Name == name);
        return option is null && Verdict is LaunchVerdict.Unknown ? new OptionExplanation(name, null, "", [.. DependsOn])
            : option is null ? new OptionExplanation(name, null, "", ["the launch, which fails before its options are decided"])
            : option.IsKnown ? new OptionExplanation(name, option.Value, option.Source, [])
            : new OptionExplanation(name, null, "", [.. option.DependsOn.Select(static u => u.Words)]) { Possible = [.. option.Possible.Select(static p => p.Value)] };
    }
}
