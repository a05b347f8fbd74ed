using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>Launches the instance that an emulator is made with, through the same account operations as any other.</summary>
internal static class InitialInstance
{
    private const string ImageName = "fakeimds-image";
    private const string TemplateName = "fakeimds-template";
    private const string Role = "fakeimds-role";

    public static Ec2Instance? Launch(Ec2Account account, ImdsEmulatorOptions options)
    {
        var basis = new RunInstancesRequest { InstanceProfile = Profile(account, options.Region), KeyPair = TestKey(account) };
        if (options.Launch is { } launch)
        {
            var launched = launch(account, basis);
            return launched is null || launched.Account == account
                ? launched
                : throw new ArgumentException("Launch gave no instance of the account that it got. Launch one there with Region(…).Instances.Run.", nameof(options));
        }

        var region = account.Region(options.Region);
        if (options.AccountMetadataDefaults is { } defaults)
        {
            region.ModifyInstanceMetadataDefaults(defaults);
        }

        var image = region.Images.Register(ImageName, options.ImdsSupport);
        var template = options.LaunchTemplateMetadataOptions is { } templateOptions
            ? region.LaunchTemplates.Create(TemplateName, new LaunchTemplateData { MetadataOptions = templateOptions })
            : null;
        return region.Instances.Run(basis with
        {
            ImageId = image.ImageId,
            LaunchTemplate = template?.LaunchTemplateId,
            MetadataOptions = options.MetadataOptions,
            Describe = options.Instance,
        })[0];
    }

    // A bare instance has no role; a test double without credentials helps nobody. Set InstanceProfile to null for one without.
    private static InstanceProfile Profile(Ec2Account account, string region) => new()
    {
        Arn = $"arn:{RegionNames.Partition(region)}:iam::{account.AccountId}:instance-profile/{Role}",
        Id = account.Ids.IamId("AIPA", Role, 0),
        RoleName = Role,
    };

    // Well-formed, but nobody has its private half.
    private static KeyPair TestKey(Ec2Account account)
    {
        byte[] blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. account.Ids.Hash("key", "", 0)];
        return new KeyPair("fakeimds-key", $"ssh-ed25519 {Convert.ToBase64String(blob)} fakeimds-key");
    }
}
