using FakeImds.Iac.Documents;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Finds all that an expression depends on and nobody knows, so that it can be named at once.</summary>
internal static class OpenUnknowns
{
    private const int MaxDepth = 16;
    private const int MaxFound = 16;

    public static void Add(StackEvaluator evaluator, ConfigNode template, ConfigNode? node, List<Unknown> found, int depth = 0)
    {
        if (node is null || depth > MaxDepth || found.Count > MaxFound)
        {
            return;
        }

        if (node is not { Kind: ConfigKind.Object, Members: [var call] })
        {
            foreach (var item in node.Items)
            {
                Add(evaluator, template, item, found, depth + 1);
            }

            return;
        }

        switch (call.Name)
        {
            case "Ref" or "Fn::GetAtt" or "Fn::ImportValue" or "Fn::Sub" or "Fn::Transform" or "Fn::GetAZs" or "Fn::Cidr":
                if (Unresolved(evaluator, node) is { } unknown)
                {
                    found.Add(unknown);
                }

                break;
            case "Condition":
                Add(evaluator, template, template["Conditions"]?[call.Value.Text], found, depth + 1);
                break;
            case "Fn::If" when call.Value.Items is [var condition, var one, var two]:
                Add(evaluator, template, template["Conditions"]?[condition.Text], found, depth + 1);
                Add(evaluator, template, one, found, depth + 1);
                Add(evaluator, template, two, found, depth + 1);
                break;
            default:
                Add(evaluator, template, call.Value, found, depth + 1);
                break;
        }
    }

    private static Unknown? Unresolved(StackEvaluator evaluator, ConfigNode node)
    {
        try
        {
            evaluator.Aside(() => evaluator.Value(node));
            return null;
        }
        catch (UnresolvedException e)
        {
            return e.Unknown;
        }
        catch (ConfigException)
        {
            return null;
        }
    }
}
