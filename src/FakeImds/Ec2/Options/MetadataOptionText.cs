using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>EC2's words for option values, both ways. Words are case-sensitive, as on EC2's wire.</summary>
public static class MetadataOptionText
{
    /// <summary>EC2's word for the value.</summary>
    /// <param name="value">The value.</param>
    /// <returns><c>optional</c> or <c>required</c>.</returns>
    public static string Of(HttpTokens value) => value is HttpTokens.Required ? "required" : "optional";

    /// <summary>EC2's word for the value.</summary>
    /// <param name="value">The value.</param>
    /// <returns><c>enabled</c> or <c>disabled</c>.</returns>
    public static string Of(OptionState value) => value is OptionState.Enabled ? "enabled" : "disabled";

    /// <summary>EC2's word for the value.</summary>
    /// <param name="value">The value.</param>
    /// <returns><c>optional</c>, <c>required</c> or <c>no-preference</c>.</returns>
    public static string Of(DefaultHttpTokens value) => value switch
    {
        DefaultHttpTokens.Optional => "optional",
        DefaultHttpTokens.Required => "required",
        _ => "no-preference",
    };

    /// <summary>EC2's word for the value.</summary>
    /// <param name="value">The value.</param>
    /// <returns><c>enabled</c>, <c>disabled</c> or <c>no-preference</c>.</returns>
    public static string Of(DefaultOptionState value) => value switch
    {
        DefaultOptionState.Enabled => "enabled",
        DefaultOptionState.Disabled => "disabled",
        _ => "no-preference",
    };

    /// <summary>The words for a source, as the logs print them.</summary>
    /// <param name="source">The source.</param>
    /// <returns>A phrase such as <c>account default</c>.</returns>
    public static string Of(OptionSource source) => source switch
    {
        OptionSource.LaunchRequest => "launch request",
        OptionSource.LaunchTemplate => "launch template",
        OptionSource.AccountDefault => "account default",
        OptionSource.Image => "AMI",
        OptionSource.Modified => "ModifyInstanceMetadataOptions",
        _ => "built-in",
    };

    /// <summary>Reads <c>optional</c> or <c>required</c>.</summary>
    /// <param name="option">The option's name, for the error.</param>
    /// <param name="text">The word.</param>
    /// <returns>The value.</returns>
    /// <exception cref="Ec2Exception">Another word: <c>InvalidParameterValue</c>.</exception>
    public static HttpTokens ParseHttpTokens(string option, string? text) => text switch
    {
        "optional" => HttpTokens.Optional,
        "required" => HttpTokens.Required,
        _ => throw Invalid(option, text, "either 'optional' or 'required'"),
    };

    /// <summary>Reads <c>enabled</c> or <c>disabled</c>.</summary>
    /// <param name="option">The option's name, for the error.</param>
    /// <param name="text">The word.</param>
    /// <returns>The value.</returns>
    /// <exception cref="Ec2Exception">Another word: <c>InvalidParameterValue</c>.</exception>
    public static OptionState ParseState(string option, string? text) => text switch
    {
        "enabled" => OptionState.Enabled,
        "disabled" => OptionState.Disabled,
        _ => throw Invalid(option, text, "either 'enabled' or 'disabled'"),
    };

    /// <summary>Reads <c>optional</c>, <c>required</c> or <c>no-preference</c>.</summary>
    /// <param name="option">The option's name, for the error.</param>
    /// <param name="text">The word.</param>
    /// <returns>The value.</returns>
    /// <exception cref="Ec2Exception">Another word: <c>InvalidParameterValue</c>.</exception>
    public static DefaultHttpTokens ParseDefaultHttpTokens(string option, string? text) => text switch
    {
        "optional" => DefaultHttpTokens.Optional,
        "required" => DefaultHttpTokens.Required,
        "no-preference" => DefaultHttpTokens.NoPreference,
        _ => throw Invalid(option, text, "'optional', 'required' or 'no-preference'"),
    };

    /// <summary>Reads <c>enabled</c>, <c>disabled</c> or <c>no-preference</c>.</summary>
    /// <param name="option">The option's name, for the error.</param>
    /// <param name="text">The word.</param>
    /// <returns>The value.</returns>
    /// <exception cref="Ec2Exception">Another word: <c>InvalidParameterValue</c>.</exception>
    public static DefaultOptionState ParseDefaultState(string option, string? text) => text switch
    {
        "enabled" => DefaultOptionState.Enabled,
        "disabled" => DefaultOptionState.Disabled,
        "no-preference" => DefaultOptionState.NoPreference,
        _ => throw Invalid(option, text, "'enabled', 'disabled' or 'no-preference'"),
    };

    /// <summary>Reads <c>v2.0</c>.</summary>
    /// <param name="text">The word.</param>
    /// <returns>The value.</returns>
    /// <exception cref="Ec2Exception">Another word: <c>InvalidParameterValue</c>; an image can't go back (docs/fidelity.md#image-undo).</exception>
    public static ImdsSupport ParseImdsSupport(string? text) => text is "v2.0"
        ? ImdsSupport.V2
        : throw Invalid(nameof(ImdsSupport), text, "'v2.0'");

    internal static string Of(int hopLimit) => hopLimit.ToString(CultureInfo.InvariantCulture);

    private static Ec2Exception Invalid(string option, string? text, string allowed) =>
        new(Ec2Errors.InvalidOption(option, text, allowed));
}
