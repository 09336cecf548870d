using Stateless;
using Xunit;

namespace StatelessTests;

public class PermitTests
{
    readonly StateMachine<Door, Push> door = new(Door.Open);

    [Fact]
    public void A_permitted_trigger_moves_to_its_destination()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut);
        door.Fire(Push.Close);
        Assert.Equal(Door.Shut, door.State);
    }

    [Fact]
    public void An_undeclared_trigger_throws_with_the_documented_words_and_the_state_stays()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut);
        var thrown = Assert.Throws<InvalidOperationException>(() => door.Fire(Push.Lock));
        Assert.Equal(
            "No valid leaving transitions are permitted from state 'Open' for trigger 'Lock'. Consider ignoring the trigger.",
            thrown.Message);
        Assert.Equal(Door.Open, door.State);
    }

    [Fact]
    public void A_state_that_was_never_configured_permits_nothing()
    {
        Assert.False(door.CanFire(Push.Close));
        Assert.Throws<InvalidOperationException>(() => door.Fire(Push.Close));
    }

    [Fact]
    public void Permit_to_the_same_state_is_refused_in_favour_of_reentry_or_ignore()
    {
        var thrown = Assert.Throws<ArgumentException>(() => door.Configure(Door.Open).Permit(Push.Pull, Door.Open));
        Assert.Contains("use either Ignore() or PermitReentry()", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => door.Configure(Door.Open).PermitIf(Push.Pull, Door.Open, () => true));
    }

    [Fact]
    public void An_ignored_trigger_runs_nothing()
    {
        var ran = false;
        door.Configure(Door.Open).Ignore(Push.Pull).OnExit(() => ran = true).OnEntry(() => ran = true);
        door.OnTransitioned(_ => ran = true);
        door.Fire(Push.Pull);
        Assert.False(ran);
        Assert.True(door.CanFire(Push.Pull));
    }

    [Fact]
    public void Reentry_runs_exit_and_entry()
    {
        var log = new List<string>();
        door.Configure(Door.Open).PermitReentry(Push.Pull).OnExit(() => log.Add("exit")).OnEntry(() => log.Add("entry"));
        door.OnTransitioned(transition => log.Add($"reentry {transition.IsReentry}"));
        door.Fire(Push.Pull);
        Assert.Equal(["exit", "reentry True", "entry"], log);
        Assert.Equal(Door.Open, door.State);
    }

    [Fact]
    public void An_internal_transition_runs_its_action_and_neither_exit_nor_entry()
    {
        var log = new List<string>();
        door.Configure(Door.Open)
            .InternalTransition(Push.Knock, transition => log.Add($"{transition.Source}>{transition.Destination}"))
            .OnExit(() => log.Add("exit"))
            .OnEntry(() => log.Add("entry"));
        door.OnTransitioned(_ => log.Add("transitioned"));
        door.Fire(Push.Knock);
        Assert.Equal(["Open>Open"], log);
    }

    [Fact]
    public void A_dynamic_transition_goes_where_its_selector_says()
    {
        var destination = Door.Locked;
        door.Configure(Door.Open).PermitDynamic(Push.Close, () => destination);
        door.Configure(Door.Locked).PermitDynamic(Push.Knock, () => Door.Locked).OnEntry(() => destination = Door.Broken);
        door.Fire(Push.Close);
        Assert.Equal(Door.Locked, door.State);
        door.Fire(Push.Knock);
        Assert.Equal(Door.Locked, door.State);
        Assert.Equal(Door.Broken, destination);
    }
}
