using System.Text;
using System.Xml;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>
/// STS's GetCallerIdentity, the one action of another service that is served here: AWS_ENDPOINT_URL sends all services to this
/// port, and this is what programs ask first (docs/fidelity.md#caller-identity).
/// </summary>
internal static class CallerIdentity
{
    public const string Action = "GetCallerIdentity";
    public const string Version = "2011-06-15";

    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    public static byte[] Response(Ec2Account account, IamCaller caller, string requestId)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(Action + "Response", Namespace);
            xml.WriteStartElement(Action + "Result", Namespace);
            xml.WriteElementString("Arn", Namespace, caller.Arn);
            xml.WriteElementString("UserId", Namespace, UserId(account, caller.Arn));
            xml.WriteElementString("Account", Namespace, caller.Arn.Split(':') is [_, _, _, _, { Length: > 0 } owner, ..] ? owner : account.AccountId);
            xml.WriteEndElement();
            xml.WriteStartElement("ResponseMetadata", Namespace);
            xml.WriteElementString("RequestId", Namespace, requestId);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    // A role's id is followed by the name of the session; the root user's is the account.
    private static string UserId(Ec2Account account, string arn) => arn[(arn.LastIndexOf(':') + 1)..].Split('/') switch
    {
        ["assumed-role", var role, var session] => $"{account.Ids.IamId("AROA", role, 0)}:{session}",
        [var kind, .., var name] when kind is "user" => account.Ids.IamId("AIDA", name, 0),
        _ => account.AccountId,
    };
}
