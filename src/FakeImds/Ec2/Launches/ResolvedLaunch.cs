namespace FakeImds.Ec2;

/// <summary>A launch as EC2 carries it out.</summary>
/// <param name="Request">The request, with what the template supplies where it is silent.</param>
/// <param name="Template">The launch template; null for none.</param>
/// <param name="Image">The image.</param>
/// <param name="RequestOptions">The metadata options of the request itself.</param>
/// <param name="TemplateOptions">The metadata options of the template's version.</param>
internal sealed record ResolvedLaunch(
    RunInstancesRequest Request, LaunchTemplate? Template, Ec2Image Image, MetadataOptions? RequestOptions, MetadataOptions? TemplateOptions)
{
    /// <summary>The request as it was made, without what the template supplies.</summary>
    public required RunInstancesRequest Asked { get; init; }
}
