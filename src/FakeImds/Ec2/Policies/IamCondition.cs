using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>One operator of a condition block with one key and its values.</summary>
internal sealed record IamCondition
{
    public required IamOperator Operator { get; init; }

    /// <summary><c>…IfExists</c>: true when the key is absent.</summary>
    public required bool IfExists { get; init; }

    /// <summary><c>ForAllValues</c>, <c>ForAnyValue</c> or null.</summary>
    public required string? Quantifier { get; init; }

    public required string Key { get; init; }

    public required ImmutableArray<string> Values { get; init; }

    // Absent keys: docs/fidelity.md#iam-language.
    public bool Matches(IamContext context, bool hasVariables)
    {
        var actual = context.Values(Key);
        if (Operator.IsNull)
        {
            return Values.Any(v => bool.Parse(v) == actual.IsEmpty);
        }

        if (actual.IsEmpty)
        {
            return IfExists || Quantifier switch { "ForAllValues" => true, "ForAnyValue" => false, _ => Operator.IsNegated };
        }

        string[] expected = [.. Values.Select(v => hasVariables ? IamText.Expand(v, context) : v).OfType<string>()];
        return Quantifier switch
        {
            "ForAllValues" => actual.All(a => Fits(a, expected)),
            "ForAnyValue" => actual.Any(a => Fits(a, expected)),
            _ => Operator.IsNegated ? actual.All(a => Fits(a, expected)) : actual.Any(a => Fits(a, expected)),
        };
    }

    private bool Fits(string actual, string[] expected) => expected.Any(e => Operator.Test(actual, e)) != Operator.IsNegated;
}
