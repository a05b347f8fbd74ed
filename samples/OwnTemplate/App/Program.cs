// Says where it runs. On EC2 it asks the instance metadata service; AWS_EC2_METADATA_SERVICE_ENDPOINT names another address, as for the AWS SDKs.
using OwnTemplate;

var address = Environment.GetEnvironmentVariable("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? "http://169.254.169.254/";
using var http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(2) };
Console.WriteLine(await new Greeter(http).GreetAsync());
