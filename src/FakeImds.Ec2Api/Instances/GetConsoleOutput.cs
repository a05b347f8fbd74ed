using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

/// <summary>The console of an instance: empty, as that of a new one is.</summary>
internal static class GetConsoleOutput
{
    public static Answer Run(Ec2Call call)
    {
        var instance = InstanceIds.One(call);
        call.Parameters.Ignore("Latest");
        call.Proceed([instance]);
        return new Answer(xml => xml
            .Text("instanceId", instance.InstanceId)
            .Time("timestamp", instance.Snapshot.Description.LaunchTime)
            .Text("output", ""));
    }
}
