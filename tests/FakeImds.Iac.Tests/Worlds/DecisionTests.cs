using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Tests.Worlds;

/// <summary>What a value depends on is what makes a difference, and nothing else.</summary>
public sealed class DecisionTests
{
    private static readonly Unknown s_a = new("a", "a");
    private static readonly Unknown s_b = new("b", "b");
    private static readonly Unknown s_c = new("c", "c");

    [Fact]
    public void A_question_whose_answers_lead_to_the_same_is_left_out()
    {
        var outcomes = Exploration.Of(static world => $"{Is(world, s_a)} {Is(world, s_b)}");

        outcomes.All.Select(static o => o.Value).ShouldBe(["True True", "True False", "False True", "False False"]);
        var first = outcomes.DecisionOf(static text => text.Split(' ')[0]);
        first.Questions.ShouldBe([s_a]);
        first.WaysTo("False", 3).ShouldHaveSingleItem().ShouldHaveSingleItem().If.ShouldBe("not a");
        outcomes.DecisionOf(static text => text.Split(' ')[1]).Questions.ShouldBe([s_b]);
        outcomes.DecisionOf(static _ => 1).On.ShouldBeNull();
    }

    [Fact]
    public void Questions_that_only_together_make_a_difference_are_both_named()
    {
        var outcomes = Exploration.Of(static world => (Is(world, s_a) != Is(world, s_b)).ToString());

        outcomes.DecisionOf(static text => text).Questions.ShouldBe([s_a, s_b]);
    }

    [Fact]
    public void Other_questions_on_the_way_to_the_same_make_no_difference()
    {
        // c is asked in one branch of a only, and decides nothing.
        var outcomes = Exploration.Of(static world => (Is(world, s_a) ? Is(world, s_c) || Is(world, s_b) || true : Is(world, s_b) || true).ToString());

        outcomes.DecisionOf(static text => text).Questions.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_question_has_one_answer_in_a_world()
    {
        var outcomes = Exploration.Of(static world => (Is(world, s_a) == Is(world, s_a)).ToString());

        outcomes.All.Select(static o => o.Value).ShouldBe(["True", "True"]);
    }

    [Fact]
    public void A_way_has_all_answers_on_it()
    {
        var outcomes = Exploration.Of(static world => (Is(world, s_a) && Is(world, s_b)).ToString());

        var decision = outcomes.DecisionOf(static text => text);
        decision.WaysTo("True", 3).ShouldHaveSingleItem().Select(static a => a.If).ShouldBe(["a", "b"]);
        decision.WaysTo("False", 3).Count.ShouldBe(2);
    }

    [Fact]
    public void More_worlds_than_anybody_looks_at_are_not_taken_for_all()
    {
        var outcomes = Exploration.Of(static world => string.Concat(Enumerable.Range(0, 11).Select(i => Is(world, new Unknown($"{i}", "")))));

        outcomes.All.Length.ShouldBe(Exploration.MaxWorlds);
        outcomes.IsComplete.ShouldBeFalse();
    }

    private static bool Is(World world, Unknown on) => world.Holds(on, on.Words, "not " + on.Words);
}
