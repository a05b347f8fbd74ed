namespace FakeImds.Container.Tests;

/// <summary>Real clients beside curl, packed from the host: boto3, and the AWS SDK for .NET.</summary>
internal static class SdkClients
{
    private const string Boto3 = "import boto3; c = boto3.Session().get_credentials(); print(c.method + ' ' + c.access_key[:4] if c else 'no credentials')";

    /// <summary>What boto3 says of the credentials that it finds.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="network">Where the client is: options of docker run.</param>
    public static async Task<string> Boto3Async(this ContainerEngine engine, params string[] network) =>
        (await engine.DockerAsync(["run", "--rm", .. network, "curlimages/curl", "python3", "-c", Boto3])).MustSucceed().Output;

    /// <summary>What the SDK for .NET finds: credentials, Region, instance.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="network">Where the client is: options of docker run.</param>
    public static async Task<string> DotNetSdkAsync(this ContainerEngine engine, params string[] network) => (await engine.DockerAsync(
    [
        "run", "--rm", .. network, "-e", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", "-v", $"{Places.DotNet}:/dotnet:ro",
        "-v", $"{Path.GetDirectoryName(Places.DotNetSdkProgram)}:/app:ro", "curlimages/curl",
        "sh", "-c", $"echo | /dotnet/dotnet /app/{Path.GetFileName(Places.DotNetSdkProgram)}",
    ])).MustSucceed().Output;
}
