using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2.Policies;

/// <summary>What EC2 asks the policies about a launch, and what the keys hold then.</summary>
public sealed class LaunchAuthorizationTests
{
    private const string RequireImdsV2 = """
        { "Version": "2012-10-17", "Statement": { "Sid": "RequireImdsV2", "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
          "Condition": { "StringNotEquals": { "ec2:MetadataHttpTokens": "required" } } } }
        """;

    private static readonly IamCaller s_alice = IamCaller.Of("arn:aws:iam::123456789012:user/alice");

    [Fact]
    public void An_account_default_fills_the_keys() => Launch(fills: true, image: null, RequireImdsV2).IsAllowed.ShouldBeTrue();

    [Fact]
    public void The_switch_keeps_account_defaults_out_of_the_keys() => Launch(fills: false, image: null, RequireImdsV2).IsAllowed.ShouldBeFalse();

    [Fact]
    public void With_the_switch_the_image_still_fills_the_keys() => Launch(fills: false, image: ImdsSupport.V2, RequireImdsV2).IsAllowed.ShouldBeTrue();

    [Fact]
    public void A_template_fills_the_keys()
    {
        var region = Region(RequireImdsV2);
        var image = region.Images.Register("plain-image");
        var template = region.LaunchTemplates.Create("web", new LaunchTemplateData { ImageId = image.ImageId, MetadataOptions = new() { HttpTokens = HttpTokens.Required } });

        region.Instances.Authorize(new RunInstancesRequest { LaunchTemplate = template.LaunchTemplateId }, s_alice).IsAllowed.ShouldBeTrue();
        region.Instances.Authorize(new RunInstancesRequest { LaunchTemplate = template.LaunchTemplateId, MetadataOptions = new() { HttpTokens = HttpTokens.Optional } }, s_alice)
            .IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Null", "ec2:MetadataHttpTokens", "true", false)]
    [InlineData("StringEquals", "ec2:MetadataHttpTokens", "optional", true)]
    [InlineData("StringEqualsIfExists", "ec2:MetadataHttpTokens", "optional", false)]
    public void A_built_in_default_leaves_its_key_absent(string op, string key, string value, bool isAllowed) =>
        Plain($$"""{ "Statement": { "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*", "Condition": { "{{op}}": { "{{key}}": "{{value}}" } } } }""")
            .IsAllowed.ShouldBe(isAllowed);

    [Fact]
    public void A_negated_condition_on_all_resources_denies_every_launch()
    {
        var region = Region(RequireImdsV2.Replace("arn:aws:ec2:*:*:instance/*", "*", StringComparison.Ordinal));
        var image = region.Images.Register("plain-image");

        var decision = region.Instances.Authorize(new RunInstancesRequest { ImageId = image.ImageId, MetadataOptions = new() { HttpTokens = HttpTokens.Required } }, s_alice);

        decision.IsAllowed.ShouldBeFalse();
        decision.Resource.ShouldBe($"arn:aws:ec2:us-east-1::image/{image.ImageId}");
    }

    [Fact]
    public void A_launch_with_tags_needs_CreateTags()
    {
        var region = Region("""{ "Statement": { "Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*" } }""");
        var image = region.Images.Register("plain-image");
        var tags = ImmutableSortedDictionary<string, string>.Empty.Add("a", "b");

        region.Instances.Authorize(new RunInstancesRequest { ImageId = image.ImageId }, s_alice).IsAllowed.ShouldBeTrue();
        var decision = region.Instances.Authorize(new RunInstancesRequest { ImageId = image.ImageId, Tags = tags }, s_alice);

        (decision.IsAllowed, decision.IsExplicit, decision.Action).ShouldBe((false, false, "ec2:CreateTags"));
    }

    [Fact]
    public void Enforced_tokens_are_not_a_matter_of_policies()
    {
        var region = Region("""{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""");
        var image = region.Images.Register("plain-image");
        region.ModifyInstanceMetadataDefaults(new AccountMetadataDefaults { HttpTokensEnforced = DefaultOptionState.Enabled });

        region.Instances.Authorize(new RunInstancesRequest { ImageId = image.ImageId }, s_alice).IsAllowed.ShouldBeTrue();
    }

    private static IamDecision Launch(bool fills, ImdsSupport? image, string policy)
    {
        var account = new Ec2Account(new Ec2AccountOptions { AccountDefaultsFillIamKeys = fills });
        account.Policies.Attach(IamPolicy.Parse("p", policy, IamPolicyType.ServiceControl));
        var region = account.Region("us-east-1");
        region.ModifyInstanceMetadataDefaults(new AccountMetadataDefaults { HttpTokens = DefaultHttpTokens.Required });
        return region.Instances.Authorize(new RunInstancesRequest { ImageId = region.Images.Register("the-image", image).ImageId }, s_alice);
    }

    private static IamDecision Plain(string policy)
    {
        var region = Region(policy);
        return region.Instances.Authorize(new RunInstancesRequest { ImageId = region.Images.Register("plain-image").ImageId }, s_alice);
    }

    private static Ec2Region Region(string policy)
    {
        var account = new Ec2Account();
        account.Policies.Attach(IamPolicy.Parse("p", policy, IamPolicyType.IdentityBased));
        return account.Region("us-east-1");
    }
}
