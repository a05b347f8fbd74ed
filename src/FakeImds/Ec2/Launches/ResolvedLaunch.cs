namespace FakeImds.Ec2;

/// <summary>A launch as EC2 carries it out.</summary>
/// <param name="Request">The request, with what the template supplies where it is silent.</param>
/// <param name="Template">The launch template; null for none.</param>
/// <param name="TemplateVersion">The version of the template that the launch is from; null for none.</param>
/// <param name="Image">The image.</param>
/// <param name="RequestOptions">The metadata options of the request itself.</param>
internal sealed record ResolvedLaunch(
    RunInstancesRequest Request, LaunchTemplate? Template, LaunchTemplateVersion? TemplateVersion, Ec2Image Image, MetadataOptions? RequestOptions)
{
    /// <summary>The request as it was made, without what the template supplies.</summary>
    public required RunInstancesRequest Asked { get; init; }

    /// <summary>The metadata options of the template's version.</summary>
    public MetadataOptions? TemplateOptions => TemplateVersion?.Data.MetadataOptions;
}
