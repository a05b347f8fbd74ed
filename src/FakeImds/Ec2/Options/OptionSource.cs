namespace FakeImds.Ec2;

/// <summary>Who decided the value of a metadata option. The first five are in order of rank, highest first.</summary>
public enum OptionSource
{
    /// <summary>The launch request itself.</summary>
    LaunchRequest,

    /// <summary>The launch template that the request names.</summary>
    LaunchTemplate,

    /// <summary>The account's default for the Region.</summary>
    AccountDefault,

    /// <summary>The image's <c>ImdsSupport</c>; it decides <c>HttpTokens</c> and the hop limit only.</summary>
    Image,

    /// <summary>EC2's own default.</summary>
    BuiltIn,

    /// <summary>A later ModifyInstanceMetadataOptions call.</summary>
    Modified,
}
