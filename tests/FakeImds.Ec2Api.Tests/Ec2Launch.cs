using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Launches and describes through the SDK.</summary>
internal static class Ec2Launch
{
    public static async Task<Instance> OneAsync(ApiHost host, string image, InstanceMetadataOptionsRequest? options = null) =>
        (await ManyAsync(host, image, 1, options)).Single();

    public static async Task<List<Instance>> ManyAsync(ApiHost host, string image, int count, InstanceMetadataOptionsRequest? options = null)
    {
        var request = new RunInstancesRequest { ImageId = image, MinCount = count, MaxCount = count, MetadataOptions = options };
        return (await host.Ec2.RunInstancesAsync(request, TestContext.Current.CancellationToken)).Reservation.Instances;
    }

    public static async Task<Instance> DescribeAsync(ApiHost host, string id)
    {
        var reply = await host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }, TestContext.Current.CancellationToken);
        return reply.Reservations.Single().Instances.Single();
    }

    public static async Task<List<string>> FindAsync(ApiHost host, string filter, params string[] values)
    {
        var request = new DescribeInstancesRequest { Filters = [new Filter(filter, [.. values])] };
        var reply = await host.Ec2.DescribeInstancesAsync(request, TestContext.Current.CancellationToken);
        return [.. (reply.Reservations ?? []).SelectMany(static r => r.Instances).Select(static i => i.InstanceId)];
    }
}
