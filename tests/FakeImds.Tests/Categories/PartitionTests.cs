namespace FakeImds.Tests.Categories;

public sealed class PartitionTests
{
    [Theory]
    [InlineData("us-east-1", "aws", "amazonaws.com", "ec2.internal", "compute-1.amazonaws.com", "use1-az1")]
    [InlineData("eu-central-1", "aws", "amazonaws.com", "eu-central-1.compute.internal", "eu-central-1.compute.amazonaws.com", "euc1-az1")]
    [InlineData("cn-north-1", "aws-cn", "amazonaws.com.cn", "cn-north-1.compute.internal", "cn-north-1.compute.amazonaws.com.cn", "cnn1-az1")]
    [InlineData("us-gov-west-1", "aws-us-gov", "amazonaws.com", "us-gov-west-1.compute.internal", "us-gov-west-1.compute.amazonaws.com", "usgw1-az1")]
    [InlineData("us-iso-east-1", "aws-iso", "c2s.ic.gov", "us-iso-east-1.compute.internal", "us-iso-east-1.compute.c2s.ic.gov", "usie1-az1")]
    [InlineData("us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov", "us-isob-east-1.compute.internal", "us-isob-east-1.compute.sc2s.sgov.gov", "usie1-az1")]
    [InlineData("eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk", "eu-isoe-west-1.compute.internal", "eu-isoe-west-1.compute.cloud.adc-e.uk", "euiw1-az1")]
    [InlineData("us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov", "us-isof-south-1.compute.internal", "us-isof-south-1.compute.csp.hci.ic.gov", "usis1-az1")]
    [InlineData("eusc-de-east-1", "aws-eusc", "amazonaws.eu", "eusc-de-east-1.compute.internal", "eusc-de-east-1.compute.amazonaws.eu", "euscde1-az1")]
    public async Task A_region_decides_partition_domain_host_names_and_zone(
        string region, string partition, string domain, string privateSuffix, string publicSuffix, string zoneId)
    {
        using var reader = new MetadataReader(region: region);
        var local = (await reader.MetaData("local-ipv4")).Replace('.', '-');
        var address = (await reader.MetaData("public-ipv4")).Replace('.', '-');

        (await reader.MetaData("services/partition")).ShouldBe(partition);
        (await reader.MetaData("services/domain")).ShouldBe(domain);
        (await reader.MetaData("local-hostname")).ShouldBe($"ip-{local}.{privateSuffix}");
        (await reader.MetaData("public-hostname")).ShouldBe($"ec2-{address}.{publicSuffix}");
        (await reader.MetaData("placement/region")).ShouldBe(region);
        (await reader.MetaData("placement/availability-zone")).ShouldBe(region + "a");
        (await reader.MetaData("placement/availability-zone-id")).ShouldBe(zoneId);
        (await reader.MetaData("iam/info")).ShouldContain($"arn:{partition}:iam::");
        (await reader.Text("latest/dynamic/instance-identity/document")).ShouldContain($"\"region\" : \"{region}\"");
    }
}
