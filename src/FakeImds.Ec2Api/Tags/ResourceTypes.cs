namespace FakeImds.Ec2Api.Tags;

/// <summary>The type of a resource, as its id tells it.</summary>
internal static class ResourceTypes
{
    public static string Of(string resourceId) => resourceId[..resourceId.LastIndexOf('-')] switch
    {
        "i" => "instance",
        "ami" => "image",
        "lt" => "launch-template",
        "vol" => "volume",
        "snap" => "snapshot",
        "eni" => "network-interface",
        "sg" => "security-group",
        "rtb" => "route-table",
        "igw" => "internet-gateway",
        "eipalloc" => "elastic-ip",
        var prefix => prefix,
    };
}
