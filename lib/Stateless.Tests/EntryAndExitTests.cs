using Stateless;
using Xunit;

namespace StatelessTests;

public class EntryAndExitTests
{
    readonly StateMachine<Door, Push> door = new(Door.Open);
    readonly List<string> log = [];

    [Fact]
    public void Exit_then_state_then_callbacks_then_entry_then_completion()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut).OnExit(() => log.Add($"exit in {door.State}"));
        door.Configure(Door.Shut).OnEntry(() => log.Add($"entry in {door.State}"));
        door.OnTransitionCompleted(_ => log.Add("completed"));
        door.OnTransitioned(_ => log.Add($"transitioned in {door.State}"));
        door.Fire(Push.Close);
        Assert.Equal(["exit in Open", "transitioned in Shut", "entry in Shut", "completed"], log);
    }

    [Fact]
    public void Actions_may_see_the_transition()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut).OnExit(Note);
        door.Configure(Door.Shut).OnEntry(Note);
        door.Fire(Push.Close);
        Assert.Equal(["Open-Close-Shut", "Open-Close-Shut"], log);
    }

    [Fact]
    public void An_entry_action_from_a_trigger_runs_on_that_trigger_only()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut).Permit(Push.Smash, Door.Shut);
        door.Configure(Door.Shut)
            .OnEntryFrom(Push.Smash, () => log.Add("smashed"))
            .OnEntryFrom(Push.Close, Note)
            .OnEntry(() => log.Add("any"));
        door.Fire(Push.Close);
        Assert.Equal(["Open-Close-Shut", "any"], log);
    }

    [Fact]
    public void An_exception_in_an_exit_action_leaves_the_state()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut).OnExit(() => throw new TimeoutException());
        Assert.Throws<TimeoutException>(() => door.Fire(Push.Close));
        Assert.Equal(Door.Open, door.State);
    }

    [Fact]
    public void A_machine_can_be_fired_again_after_an_action_has_thrown()
    {
        var failing = true;
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut).OnExit(() =>
        {
            if (failing)
                throw new TimeoutException();
        });
        Assert.Throws<TimeoutException>(() => door.Fire(Push.Close));
        failing = false;
        door.Fire(Push.Close);
        Assert.Equal(Door.Shut, door.State);
    }

    void Note(StateMachine<Door, Push>.Transition transition)
        => log.Add($"{transition.Source}-{transition.Trigger}-{transition.Destination}");
}
