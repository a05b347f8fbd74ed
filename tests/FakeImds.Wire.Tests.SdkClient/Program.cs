using Amazon.Runtime;
using Amazon.Util;

// What a .NET program on an instance does: it gets the role's credentials and asks for the Region.
// The wire tests run this inside a network namespace and read the lines it prints. Without credentials it does not ask
// for the Region too: this SDK's patience is 15 s for each.
try
{
    using var credentials = new InstanceProfileAWSCredentials();
    var keys = await credentials.GetCredentialsAsync().ConfigureAwait(false);
    Console.WriteLine($"access-key={keys.AccessKey}");
    Console.WriteLine($"region={EC2InstanceMetadata.Region?.SystemName}");
}
catch (Exception e) when (e is AmazonClientException or InvalidOperationException or IOException or HttpRequestException)
{
    Console.WriteLine("access-key=");
    await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
}
