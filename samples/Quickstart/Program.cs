// The AWS SDK for .NET in a container, two hops away from its instance, under five postures of the instance's metadata options.
// It is the SDK as it comes: it only gets another address of the metadata service, a port on loopback. Nothing reaches AWS.
using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Amazon.Util;
using FakeImds;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Journal;
using Quickstart;

var served = new ConcurrentQueue<ServedRequest>();
await using var imds = new ImdsEmulator(new ImdsEmulatorOptions
{
    Region = "eu-north-1",
    ClientHops = { new ClientHops(IPNetwork.Parse("127.0.0.0/8"), hops: 2) },
    OnRequest = served.Enqueue,

    // On EC2 the SDK would wait 5 s, three times, for a token that doesn't come.
    WithheldResponseTime = TimeSpan.FromMilliseconds(100),
});

var address = await imds.ListenOnLoopbackAsync();
foreach (var (name, value) in ImdsEmulator.EnvironmentVariables(address))
{
    Environment.SetEnvironmentVariable(name, value);
}

(string Name, MetadataOptions Options)[] postures =
[
    ("tokens optional", new() { HttpTokens = HttpTokens.Optional, HttpPutResponseHopLimit = 2 }),
    ("tokens required", new() { HttpTokens = HttpTokens.Required }),
    ("tokens required, hop limit 1", new() { HttpPutResponseHopLimit = 1 }),

    // Nothing is enforced, and yet: version 4 of the SDK, unlike version 3, never falls back to IMDSv1.
    ("tokens optional, hop limit 1", new() { HttpTokens = HttpTokens.Optional }),
    ("endpoint disabled", new() { HttpPutResponseHopLimit = 2, HttpEndpoint = OptionState.Disabled }),
];

var table = new Table("posture", "region", "credentials", "what happened");
foreach (var (name, options) in postures)
{
    imds.Instance.ModifyMetadataOptions(options);
    served.Clear();
    table.Add(name, Region() ?? "-", await AccessKeyIdAsync() ?? "-", WhatHappened(served));
}

table.Print(Console.Out);

static string? Region() => EC2InstanceMetadata.Region?.SystemName;

static async Task<string?> AccessKeyIdAsync()
{
    try
    {
        using var profile = new InstanceProfileAWSCredentials();
        return (await profile.GetCredentialsAsync()).AccessKey;
    }
    catch (InvalidOperationException)
    {
        // What the SDK throws when it gets no token.
        return null;
    }
}

static string WhatHappened(IEnumerable<ServedRequest> requests) => string.Join(", ", requests
    .GroupBy(r => (r.Method, r.Status))
    .Select(same => $"{same.Count()} {same.Key.Method} {(same.Key.Status is 0 ? "never answered" : same.Key.Status)}"));
