using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Instances;

/// <summary>A reservation: the instances of one launch.</summary>
internal static class ReservationShape
{
    public static void Write(Ec2Xml xml, Ec2Call call, IReadOnlyList<Ec2Instance> instances, bool isLaunch) => xml
        .Text("reservationId", instances[0].Snapshot.Description.ReservationId)
        .Text("ownerId", call.Account.AccountId)
        .Element("groupSet", static _ => { })
        .List("instancesSet", instances, (x, i) => InstanceShape.Write(x, call, i, isLaunch));
}
