using FakeImds.Benchmarks.Subjects;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Journal;
using FakeImds.Service;

namespace FakeImds.Tests.Service;

/// <summary>The service allocates nothing for a request: what is allocated is the server's.</summary>
public sealed class RequestAllocationTests
{
    private const int Requests = 1_000;

    [Theory]
    [InlineData("GET", "/latest/meta-data/instance-type", 200)]
    [InlineData("GET", "/latest/meta-data/", 200)]
    [InlineData("GET", "/latest/meta-data/iam/security-credentials/fakeimds-role", 200)]
    [InlineData("GET", "/latest/meta-data/nothing", 404)]
    [InlineData("GET", "/latest/meta-data/tags%2Finstance", 404)]
    [InlineData("PUT", "/latest/api/token", 200)]
    public void A_request_allocates_nothing(string method, string path, int status)
    {
        var told = 0;
        using var imds = new ImdsEmulator(new ImdsEmulatorOptions { MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Required } });
        var service = new MetadataService(imds.Instance, imds.Account.Ids, imds.IdentityAuthority, new byte[32], new MetadataServiceOptions
        {
            TimeProvider = new StoppedClock(imds.Account.TimeProvider.GetUtcNow()),
            KeepAlive = true,
            WithheldResponseTime = TimeSpan.FromMinutes(1),
            Faults = imds.Faults,
            OnRequest = (ServedRequest _) => told++,
        });
        var put = new MemoryRequest("PUT", "/latest/api/token", ("X-aws-ec2-metadata-token-ttl-seconds", "60"));
        Answer(put);
        var request = new MemoryRequest(method, path, ("X-aws-ec2-metadata-token", put.ResponseText), ("X-aws-ec2-metadata-token-ttl-seconds", "60"));
        Answer(request);
        request.StatusCode.ShouldBe(status);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Requests; i++)
        {
            Answer(request);
        }

        // A single object for each request would be 24,000 bytes.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Requests);
        told.ShouldBe(Requests + 2);

        void Answer(MemoryRequest asked)
        {
            asked.Reset();
            service.AnswerAsync(asked.Features, ClientConnection.Nearest).IsCompletedSuccessfully.ShouldBeTrue();
        }
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
