using FakeImds.Hosting;

namespace FakeImds.Tests.Hosting;

/// <summary>What an accept loop does while the system is short of something.</summary>
public sealed class AcceptPauseTests
{
    [Fact]
    public void In_a_shortage_the_pauses_grow_to_a_bound_and_begin_anew_after_it()
    {
        var pause = new AcceptPause();

        Enumerable.Range(0, 9).Select(_ => pause.Next().TotalMilliseconds).ShouldBe([10, 20, 40, 80, 160, 320, 640, 640, 640]);
        pause.Reset();
        pause.Next().TotalMilliseconds.ShouldBe(10);
    }
}
