using FakeImds.Iac.Documents;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>A template says something that the files don't tell: a parameter without a value, or what only AWS could work out.</summary>
internal sealed class UnresolvedException(ConfigNode node, Unknown unknown)
    : ConfigException(node.Position, $"{node.Path} is {unknown.Words}, which is not known; a value, a parameter or a function of these is allowed")
{
    /// <param name="node">Where.</param>
    /// <param name="what">The expression, for people.</param>
    public UnresolvedException(ConfigNode node, string what)
        : this(node, new Unknown(what, what))
    {
    }

    /// <summary>What is not known.</summary>
    public Unknown Unknown { get; } = unknown;

    /// <summary>The expression, for people.</summary>
    public string Expression => Unknown.Words;
}
