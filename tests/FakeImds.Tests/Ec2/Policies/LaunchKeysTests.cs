using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2.Policies;

/// <summary>What the resources of a launch bring to conditions: known, unknown or absent.</summary>
public sealed class LaunchKeysTests
{
    private static readonly IamCaller s_alice = IamCaller.Of("arn:aws:iam::123456789012:user/alice");

    [Theory]
    [InlineData("image", "ec2:Owner", "amazon", true)]
    [InlineData("image", "ec2:Owner", "137112412989", false)]
    [InlineData("image", "ec2:Public", "true", true)]
    [InlineData("image", "aws:ResourceAccount", "137112412989", true)]
    [InlineData("image", "aws:ResourceOrgID", "o-1", null)]
    [InlineData("image", "ec2:RootDeviceType", "ebs", null)]
    [InlineData("image", "aws:ResourceTag/a", "b", false)]
    [InlineData("instance", "ec2:InstanceMarketType", "on-demand", true)]
    [InlineData("instance", "ec2:InstanceType", "t3.micro", null)]
    [InlineData("instance", "ec2:AvailabilityZone", "us-east-1a", null)]
    [InlineData("instance", "ec2:Tenancy", "default", null)]
    [InlineData("instance", "ec2:Owner", "amazon", false)]
    [InlineData("instance", "ec2:IsLaunchTemplateResource", "false", true)]
    [InlineData("instance", "aws:RequestTag/a", "b", false)]
    [InlineData("subnet", "ec2:Vpc", "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1", null)]
    [InlineData("subnet", "aws:ResourceTag/a", "b", null)]
    [InlineData("volume", "ec2:Encrypted", "true", null)]
    [InlineData("volume", "ec2:VolumeID", "vol-1", false)]
    public void A_plain_launch(string kind, string key, string value, bool? isMet) => Met(new RunInstancesRequest(), kind, key, value).ShouldBe(isMet);

    [Fact]
    public void What_the_launch_says_is_known()
    {
        var request = new RunInstancesRequest
        {
            InstanceType = "m5.large",
            MarketType = "spot",
            Placement = new LaunchPlacement { AvailabilityZone = "us-east-1c", Tenancy = "dedicated", GroupName = "close" },
            SubnetId = "subnet-1",
            SecurityGroupIds = ["sg-1", "sg-2"],
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("a", "b"),
        };

        Met(request, "instance", "ec2:InstanceType", "m5.large").ShouldBe(true);
        Met(request, "instance", "ec2:InstanceMarketType", "spot").ShouldBe(true);
        Met(request, "instance", "ec2:AvailabilityZone", "us-east-1c").ShouldBe(true);
        Met(request, "instance", "ec2:Tenancy", "dedicated").ShouldBe(true);
        Met(request, "instance", "ec2:PlacementGroup", "arn:aws:ec2:us-east-1:123456789012:placement-group/close").ShouldBe(true);
        Met(request, "instance", "aws:RequestTag/a", "b").ShouldBe(true);
        Met(request, "subnet", "ec2:SubnetID", "subnet-1").ShouldBe(true);
        Met(request, "subnet/subnet-2", "ec2:SubnetID", "subnet-1").ShouldBe(false, "not a resource of this launch");
        Met(request, "security-group/sg-2", "ec2:SecurityGroupID", "sg-2").ShouldBe(true);
        Met(request, "network-interface", "ec2:Subnet", "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1").ShouldBe(true);
    }

    [Theory]
    [InlineData("image", true, "true")]
    [InlineData("image", false, "false")]
    [InlineData("key-pair", true, "true")]
    [InlineData("subnet", true, null)]
    public void Whether_a_resource_is_the_template_s(string kind, bool isOfTemplate, string? value)
    {
        var region = Region(out var image);
        var key = new KeyPair("key", "ssh-ed25519 AAAA key");
        region.LaunchTemplates.Create("web", new LaunchTemplateData { ImageId = image, KeyPair = key });
        var request = new RunInstancesRequest { LaunchTemplate = "web", ImageId = isOfTemplate ? null : image, KeyPair = isOfTemplate ? null : key };

        Met(region, request, kind, "ec2:IsLaunchTemplateResource", "true").ShouldBe(value is null ? null : value is "true");
    }

    [Fact]
    public void What_a_file_leaves_open_is_open()
    {
        var region = Region(out var image);
        region.Account.Policies.Attach(Policy("instance", "ec2:InstanceType", "t3.micro"));

        var decision = region.Instances.Authorize(new RunInstancesRequest { ImageId = image, InstanceType = "t3.micro" }, s_alice, IamRequest.NoUnknownKeys.Add("ec2:InstanceType"));

        decision.DependsOn.ShouldBe(["ec2:InstanceType"]);
    }

    private static bool? Met(RunInstancesRequest request, string kind, string key, string value)
    {
        var region = Region(out var image);
        return Met(region, request with { ImageId = image }, kind, key, value);
    }

    // Denied when the condition is met, allowed when not.
    private static bool? Met(Ec2Region region, RunInstancesRequest request, string kind, string key, string value)
    {
        region.Account.Policies.Attach(Policy(kind, key, value));
        var decision = region.Instances.Authorize(request, s_alice);
        return decision.IsDenied ? true : decision.IsAllowed ? false : null;
    }

    private static IamPolicy Policy(string kind, string key, string value) => IamPolicy.Parse(
        "p",
        $$"""{ "Statement": { "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:{{kind}}{{(kind.Contains('/', StringComparison.Ordinal) ? "" : "/*")}}", "Condition": { "StringEquals": { "{{key}}": "{{value}}" } } } }""",
        IamPolicyType.ServiceControl);

    private static Ec2Region Region(out string image)
    {
        var region = new Ec2Account().Region("us-east-1");
        image = region.Images.Restore(new Ec2Image { ImageId = "ami-0123456789abcdef0", Name = "al2023", OwnerId = "137112412989", OwnerAlias = "amazon", IsPublic = true }).ImageId;
        return region;
    }
}
