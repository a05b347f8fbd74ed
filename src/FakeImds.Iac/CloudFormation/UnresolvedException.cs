using FakeImds.Iac.Documents;

namespace FakeImds.Iac.CloudFormation;

/// <summary>A template says something that only AWS could work out.</summary>
internal sealed class UnresolvedException(ConfigNode node, string what)
    : ConfigException(node.Position, $"{node.Path} is {what}, which only AWS can work out; a value, a parameter or a function of these is allowed")
{
    /// <summary>The expression, for people.</summary>
    public string Expression { get; } = what;
}
