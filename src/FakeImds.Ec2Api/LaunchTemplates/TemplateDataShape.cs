using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Launches;

namespace FakeImds.Ec2Api.LaunchTemplates;

/// <summary><c>LaunchTemplateData</c> in requests.</summary>
internal static class TemplateDataShape
{
    private const int MaxDescriptionLength = 255;

    public static LaunchTemplateData ReadRequired(Ec2Call call) => call.Parameters.Structure("LaunchTemplateData") is { } data
        ? LaunchReader.Read(call, data)
        : throw new Ec2Exception(Ec2Errors.Missing("LaunchTemplateData"));

    public static string? Description(Parameters parameters) => parameters.Text("VersionDescription") is not { } text ? null
        : text.Length <= MaxDescriptionLength ? text
        : throw parameters.Invalid("VersionDescription", text[..MaxDescriptionLength] + "…", "A description has at most 255 characters.");
}
