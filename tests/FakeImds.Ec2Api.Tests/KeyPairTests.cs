using System.Security.Cryptography;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class KeyPairTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_private_half_of_a_made_key_pair_fits_what_metadata_shows()
    {
        await using var host = await ApiHost.StartAsync();
        var made = (await host.Ec2.CreateKeyPairAsync(new CreateKeyPairRequest { KeyName = "mine" }, Cancel)).KeyPair;
        using var pair = RSA.Create();
        pair.ImportFromPem(made.KeyMaterial);
        var run = new RunInstancesRequest { ImageId = host.Image(), MinCount = 1, MaxCount = 1, KeyName = "mine" };
        var id = (await host.Ec2.RunInstancesAsync(run, Cancel)).Reservation.Instances.Single().InstanceId;
        using var metadata = host.Emulator.CreateClient(instance: host.Region.Instances.Get(id));
        var shown = (await metadata.GetStringAsync("latest/meta-data/public-keys/0/openssh-key", Cancel)).Split(' ');
        shown[0].ShouldBe("ssh-rsa");
        Convert.ToHexString(Convert.FromBase64String(shown[1])).ShouldEndWith(Convert.ToHexString(pair.ExportParameters(false).Modulus!));
        made.KeyFingerprint.Length.ShouldBe(59);
    }

    [Fact]
    public async Task An_imported_key_is_told_with_its_fingerprint_until_it_is_deleted()
    {
        const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f somebody";
        await using var host = await ApiHost.StartAsync();
        var import = new ImportKeyPairRequest("theirs", Convert.ToBase64String(Encoding.ASCII.GetBytes(Key)));
        var imported = await host.Ec2.ImportKeyPairAsync(import, Cancel);
        imported.KeyFingerprint.ShouldBe(Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Key.Split(' ')[1]))));
        (await CodeAsync(host.Ec2.ImportKeyPairAsync(import, Cancel))).ShouldBe("InvalidKeyPair.Duplicate");
        var told = (await host.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { KeyNames = ["theirs"], IncludePublicKey = true }, Cancel)).KeyPairs.Single();
        (told.KeyType.Value, told.PublicKey.StartsWith(Key[..80], StringComparison.Ordinal), told.KeyPairId).ShouldBe(("ed25519", true, imported.KeyPairId));
        await host.Ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyName = "theirs" }, Cancel);
        (await CodeAsync(host.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { KeyNames = ["theirs"] }, Cancel))).ShouldBe("InvalidKeyPair.NotFound");
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("ssh-ed25519 AAAA")]
    [InlineData("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f")]
    public async Task What_is_no_public_key_is_refused(string text)
    {
        await using var host = await ApiHost.StartAsync();
        (await CodeAsync(host.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest("x", Convert.ToBase64String(Encoding.ASCII.GetBytes(text))), Cancel))).ShouldBe("InvalidKey.Format");
    }

    private static async Task<string> CodeAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode;
}
