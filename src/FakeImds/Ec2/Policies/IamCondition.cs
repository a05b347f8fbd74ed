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

    /// <summary>Whether the request meets it; null when that turns on what nobody tells. Absent keys: docs/fidelity.md#iam-language.</summary>
    public bool? Matches(IamContext context, bool hasVariables)
    {
        var found = context.Values(Key);
        if (Operator.IsNull)
        {
            return Any(Values, v => found.IsPresent is { } isPresent ? bool.Parse(v) != isPresent : null);
        }

        var absent = IfExists || Quantifier switch { "ForAllValues" => true, "ForAnyValue" => false, _ => Operator.IsNegated };
        if (found.IsPresent is false)
        {
            return absent;
        }

        string[] expected = [.. Values.Select(v => hasVariables ? IamText.Expand(v, context) : v).OfType<string>()];
        var present = Quantifier switch
        {
            "ForAllValues" => All(found.Values, a => Fits(a, expected)),
            "ForAnyValue" => Any(found.Values, a => Fits(a, expected)),
            _ => Operator.IsNegated ? All(found.Values, a => Fits(a, expected)) : Any(found.Values, a => Fits(a, expected)),
        };
        return found.IsPresent is true || present == absent ? present : null;
    }

    private bool? Fits(string actual, string[] expected) => Any(expected, e => Operator.Test(actual, e)) ^ Operator.IsNegated;

    private static bool? Any(IEnumerable<string> all, Func<string, bool?> test) => all.Aggregate((bool?)false, (any, one) => any is true ? true : any | test(one));

    private static bool? All(IEnumerable<string> all, Func<string, bool?> test) => all.Aggregate((bool?)true, (every, one) => every is false ? false : every & test(one));
}
