using System.Collections.Immutable;
using FakeImds.Iac.CloudFormation;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;
using FakeImds.Iac.Shapes;

namespace FakeImds.Iac.Plan;

/// <summary>Puts the options of the library over what the files say.</summary>
internal static class FileSettings
{
    /// <exception cref="ArgumentException">An option's value is not allowed.</exception>
    /// <exception cref="AccountFilesException">Something in a file is wrong.</exception>
    public static AccountSettings Of(IReadOnlyList<InputFile> files, AccountFilesOptions options)
    {
        Require(nameof(options.Region), options.Region, ValueRules.Region);
        Require(nameof(options.CallerArn), options.CallerArn, ValueRules.CallerArn);
        if (options.AccountId is { } id && !new ScalarShape("account-id").Fits(id))
        {
            throw new ArgumentException("AccountId is not an account id of 12 digits.", nameof(options));
        }

        if (options.Parameters.FirstOrDefault(static p => p.Value is null).Key is { } name)
        {
            throw new ArgumentException($"The parameter {name} is null.", nameof(options));
        }

        foreach (var (key, values) in options.Context)
        {
            if (values is null || OptionValues.ContextKey(key) is null)
            {
                throw new ArgumentException($"Context has '{ShortValue.Of(key)}', which is not allowed; {ValueRules.Context.Allowed} is.", nameof(options));
            }
        }

        var given = new StackParameters { Values = options.Parameters.ToImmutableDictionary(StringComparer.Ordinal) };
        given = given with { Region = options.Region ?? given.Region, AccountId = options.AccountId ?? given.AccountId, IsRegionGiven = options.Region is not null, IsAccountGiven = options.AccountId is not null };
        var settings = AccountSettings.Of(files, given);
        return settings with
        {
            Parameters = given,
            Region = options.Region ?? settings.Region,
            AccountId = options.AccountId ?? settings.AccountId,
            CallerArn = options.CallerArn ?? settings.CallerArn,
            ImdsSupport = options.ImdsSupport,
            AccountDefaults = options.AccountMetadataDefaults ?? new(),
            Context = options.Context.Aggregate(settings.Context, static (all, c) => all.SetItem(c.Key, [.. c.Value])),
            StrictHttpEndpoint = settings.StrictHttpEndpoint || options.StrictHttpEndpoint,
            AccountDefaultsFillIamKeys = settings.AccountDefaultsFillIamKeys && options.AccountDefaultsFillIamKeys,
        };
    }

    private static void Require(string option, string? value, ValueRule<string> rule)
    {
        if (value is not null && !rule.Accepts(value))
        {
            throw new ArgumentException($"{option} is not allowed; {rule.Allowed} is.", nameof(value));
        }
    }
}
