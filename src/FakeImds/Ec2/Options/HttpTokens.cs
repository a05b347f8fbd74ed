namespace FakeImds.Ec2;

/// <summary>EC2's <c>HttpTokens</c>: whether a request for metadata must carry a session token.</summary>
public enum HttpTokens
{
    /// <summary><c>optional</c>: IMDSv1 and IMDSv2 both work.</summary>
    Optional,

    /// <summary><c>required</c>: only requests with a valid token are answered (IMDSv2).</summary>
    Required,
}
