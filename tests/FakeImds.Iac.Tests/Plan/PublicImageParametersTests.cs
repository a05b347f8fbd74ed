using FakeImds.Ec2;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Tests.Plan;

public sealed class PublicImageParametersTests
{
    [Theory]
    [InlineData("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")]
    [InlineData("/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-6.1-arm64")]
    [InlineData("{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64:12}}")]
    [InlineData("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")]
    public void The_parameters_of_Amazon_Linux_2023_are_v2_images(string reference) =>
        PublicImageParameters.ImdsSupportOf(reference).ShouldBe(ImdsSupport.V2);

    [Theory]
    [InlineData("")]
    [InlineData("/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2")]
    [InlineData("/mine/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")]
    [InlineData("{{resolve:ssm-secure:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}")]
    [InlineData("/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id")]
    public void Of_other_parameters_it_is_not_known(string reference) =>
        PublicImageParameters.ImdsSupportOf(reference).ShouldBeNull();
}
