using System.Collections.Immutable;
using System.Text.Json;

namespace FakeImds.Ec2;

/// <summary>Reads the condition block of a statement.</summary>
internal static class IamConditionReader
{
    private const string IfExists = "IfExists";

    private static readonly string[] s_quantifiers = ["ForAllValues", "ForAnyValue"];

    /// <exception cref="IamPolicyException">An unknown operator, or a value that it can't have.</exception>
    public static ImmutableArray<IamCondition> Read(JsonElement block, string path, bool hasVariables)
    {
        var conditions = ImmutableArray.CreateBuilder<IamCondition>();
        foreach (var (name, keys) in IamPolicyReader.Members(block, path, known: null))
        {
            foreach (var (key, values) in IamPolicyReader.Members(keys, $"{path}.{name}", known: null))
            {
                conditions.Add(Condition($"{path}.{name}", name, key, IamPolicyReader.Texts(values, $"{path}.{name}.{key}"), hasVariables));
            }
        }

        return conditions.ToImmutable();
    }

    private static IamCondition Condition(string path, string name, string key, ImmutableArray<string> values, bool hasVariables)
    {
        var quantifier = s_quantifiers.FirstOrDefault(q => name.StartsWith(q + ":", StringComparison.OrdinalIgnoreCase));
        var rest = quantifier is null ? name : name[(quantifier.Length + 1)..];
        var ifExists = rest.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase);
        rest = ifExists ? rest[..^IfExists.Length] : rest;
        if (!IamOperator.All.TryGetValue(rest, out var found) || (found.IsNull && (ifExists || quantifier is not null)))
        {
            throw new IamPolicyException(path, $"{path} is not an operator; allowed: {string.Join(", ", IamOperator.All.Keys.Order(StringComparer.Ordinal))}, with IfExists behind all but Null");
        }

        if (!key.Contains(':', StringComparison.Ordinal))
        {
            throw new IamPolicyException(path, $"{path} has the key '{IamText.Short(key)}'; one such as ec2:MetadataHttpTokens is allowed");
        }

        foreach (var value in values)
        {
            var isVariable = hasVariables && value.Contains("${", StringComparison.Ordinal);
            if (!isVariable && found.Accepts is { } accepts && !accepts(value))
            {
                throw new IamPolicyException(path, $"{path}.{IamText.Short(key)} is '{IamText.Short(value)}'; {found.Allowed} is allowed");
            }
        }

        return new IamCondition { Operator = found, IfExists = ifExists, Quantifier = quantifier, Key = key, Values = values };
    }
}
