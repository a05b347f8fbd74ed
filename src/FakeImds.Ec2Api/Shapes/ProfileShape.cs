using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary><c>IamInstanceProfile</c> in requests.</summary>
internal static class ProfileShape
{
    public static InstanceProfile? Read(Ec2Region region, Parameters? parameters) =>
        parameters is null ? null : NamedResources.Profile(region, parameters.Text("Arn"), parameters.Text("Name"));
}
