namespace FakeImds.Tests;
public sealed class SmokeTests { [Fact] public void Ok() => true.ShouldBeTrue(); }
