using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.KeyPairs;

/// <summary>Deletes a key pair. One that is not there is deleted already; instances keep theirs.</summary>
internal static class DeleteKeyPair
{
    public static Answer Run(Ec2Call call)
    {
        var (name, id) = (call.Parameters.Text("KeyName"), call.Parameters.Text("KeyPairId"));
        if (name is null && id is null)
        {
            throw new Ec2Exception(Ec2Errors.Missing("KeyName"));
        }

        var found = id is not null ? call.Region.KeyPairs.Index.Find(id) : call.Region.KeyPairs.Named(name!);
        call.Proceed(call.Arn("key-pair/" + (found?.KeyPair.Name ?? name ?? "*")));
        if (found is not null)
        {
            call.Region.KeyPairs.Remove(found.KeyPairId);
            call.Region.Tags.Forget(found.KeyPairId);
        }

        return new Answer(xml => xml.Flag("return", true).Text("keyPairId", found?.KeyPairId));
    }
}
