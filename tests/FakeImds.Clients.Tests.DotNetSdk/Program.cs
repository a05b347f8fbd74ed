using Amazon.Runtime;
using Amazon.Util;

// Long-lived, as a service is: for each line on standard input it asks the metadata service once more and prints
// what it found, one name=value a line, and "." at the end.
while (await Console.In.ReadLineAsync().ConfigureAwait(false) is not null)
{
    try
    {
        using var profile = new InstanceProfileAWSCredentials();
        var keys = await profile.GetCredentialsAsync().ConfigureAwait(false);
        Console.WriteLine($"access-key-id={keys.AccessKey}");
        Console.WriteLine($"secret-access-key={keys.SecretKey}");
        Console.WriteLine($"session-token={keys.Token}");
    }
    catch (Exception e) when (e is AmazonServiceException or AmazonClientException or InvalidOperationException or IOException or HttpRequestException)
    {
        Console.WriteLine($"error={e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
    }

    try
    {
        Console.WriteLine($"region={EC2InstanceMetadata.Region?.SystemName}");
    }
    catch (HttpRequestException e)
    {
        Console.WriteLine($"error={e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
    }

    Console.WriteLine(".");
}
