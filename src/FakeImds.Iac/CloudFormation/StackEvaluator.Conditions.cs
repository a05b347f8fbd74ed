using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <content>Conditions: what is not known in them is asked of the world, where it decides.</content>
internal sealed partial class StackEvaluator
{
    /// <summary>Whether a condition of the template holds.</summary>
    public bool Condition(ConfigNode name)
    {
        if (_conditions.TryGetValue(name.Text, out var known))
        {
            return known;
        }

        return _conditions[name.Text] = template["Conditions"]?[name.Text] is { } condition
            ? Truth(condition)
            : throw name.Error($"{name.Path} is '{ShortValue.Of(name.Text)}'; a name of Conditions is allowed");
    }

    private bool Truth(ConfigNode node)
    {
        if (node is not { Kind: ConfigKind.Object, Members: [var call] })
        {
            throw node.Error($"{node.Path} is no condition; Fn::Equals, Fn::Not, Fn::And, Fn::Or or Condition is allowed");
        }

        if (++_depth > MaxDepth || ++_nodes > MaxNodes)
        {
            throw node.Error($"{node.Path} refers to itself; a condition that ends is allowed");
        }

        try
        {
            return call.Name switch
            {
                "Fn::Equals" => Equal(node, Arguments(call.Value, 2, evaluate: false)),
                "Fn::Not" => !Truth(Arguments(call.Value, 1, evaluate: false)[0]),
                "Fn::And" => !Decides(call.Value.Items, false),
                "Fn::Or" => Decides(call.Value.Items, true),
                "Condition" => Condition(call.Value),
                _ => throw node.Error($"{node.Path} is {call.Name}; Fn::Equals, Fn::Not, Fn::And, Fn::Or or Condition is allowed"),
            };
        }
        finally
        {
            _depth--;
        }
    }

    // One side may be known only to be, or not to be, the other.
    private bool Equal(ConfigNode node, ConfigNode[] sides)
    {
        try
        {
            return Assumed(node, sides[0], sides[1]) ?? Assumed(node, sides[1], sides[0]) ?? Told(sides[0]) == Told(sides[1]);
        }
        catch (UnresolvedException e)
        {
            // A parameter that is none of the values that it is compared with.
            if (world.Known(e.Unknown.Key) is ParameterUse.Other && sides.Any(IsRef) && sides.Any(static s => s.Kind is not (ConfigKind.Object or ConfigKind.List)))
            {
                return false;
            }

            var open = OpenIn(node, e.Unknown);
            var (one, two) = (Words(sides[0]), Words(sides[1]));
            var question = new Unknown($"{open.Key} {one} = {two}", open.Words) { Hint = open.Hint };
            return Chooser is { } chooser ? chooser.Holds(question, $"{one} is {two}", $"{one} is not {two}")
                : world.Known(question.Key) is { } known ? known is "true"
                : throw new UnresolvedException(node, open);
        }
    }

    // Whether a pseudo parameter that nobody told is the other side; null when the side is none.
    private bool? Assumed(ConfigNode node, ConfigNode side, ConfigNode other)
    {
        if (_references.Assumed(side) is not { } pseudo)
        {
            return null;
        }

        var alternatives = use.Compared(pseudo.Key, pseudo.Words);
        var text = Told(other);
        return alternatives.All(a => a.Value != text) ? throw new UnresolvedException(node, pseudo)
            : (Chooser is { } chooser ? chooser.Choose(pseudo, alternatives) : world.Known(pseudo.Key) ?? throw new UnresolvedException(node, pseudo)) == text;
    }

    private static bool IsRef(ConfigNode node) => node is { Kind: ConfigKind.Object, Members: [{ Name: "Ref" }] };

    private string Words(ConfigNode side)
    {
        if (_references.Assumed(side) is { } pseudo)
        {
            return pseudo.Words;
        }

        try
        {
            return $"'{ShortValue.Of(Aside(() => Told(side)))}'";
        }
        catch (UnresolvedException e)
        {
            return OpenIn(side, e.Unknown).Words;
        }
    }

    // Whether one of the conditions is known to be so; those that are not known are asked about only when no other decides.
    private bool Decides(IReadOnlyList<ConfigNode> conditions, bool truth)
    {
        List<ConfigNode> open = [];
        foreach (var condition in conditions)
        {
            try
            {
                if (Aside(() => Truth(condition)) == truth)
                {
                    return true;
                }
            }
            catch (UnresolvedException)
            {
                open.Add(condition);
            }
        }

        return open.Exists(c => Truth(c) == truth);
    }
}
