namespace FakeImds.Journal;

/// <summary>The version of the protocol that a request spoke.</summary>
public enum ImdsVersion
{
    /// <summary>IMDSv1: no token in the request.</summary>
    V1,

    /// <summary>IMDSv2: a PUT for a token, or a request that carries one, valid or not.</summary>
    V2,
}
