namespace FakeImds.Iac.Options;

/// <summary>How a format calls the metadata options.</summary>
internal sealed record OptionNames(
    string HttpTokens, string HttpPutResponseHopLimit, string HttpEndpoint, string HttpProtocolIpv6, string InstanceMetadataTags, string HttpTokensEnforced)
{
    /// <summary>EC2's own names, which CloudFormation uses too.</summary>
    public static OptionNames Ec2 { get; } = new(
        "HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags", "HttpTokensEnforced");

    /// <summary>Terraform's, and those of declarative policies.</summary>
    public static OptionNames Terraform { get; } = new(
        "http_tokens", "http_put_response_hop_limit", "http_endpoint", "http_protocol_ipv6", "instance_metadata_tags", "http_tokens_enforced");
}
