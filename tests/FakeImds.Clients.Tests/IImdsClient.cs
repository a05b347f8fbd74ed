namespace FakeImds.Clients.Tests;

/// <summary>A real client of the metadata service, in a process of its own.</summary>
internal interface IImdsClient : IAsyncDisposable
{
    /// <summary>Asks the service once for credentials and Region.</summary>
    public Task<Finding> ReadAsync();
}
