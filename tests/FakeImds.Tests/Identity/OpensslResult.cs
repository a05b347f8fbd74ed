namespace FakeImds.Tests.Identity;

internal sealed record OpensslResult(bool Succeeded, string Output, string Errors);
