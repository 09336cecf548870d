using Stateless;
using Xunit;

namespace StatelessTests;

public class SubstateTests
{
    readonly StateMachine<Door, Push> door = new(Door.Locked);
    readonly List<string> log = [];

    public SubstateTests()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut).Permit(Push.Lock, Door.Locked)
            .OnEntry(() => log.Add("+Open")).OnExit(() => log.Add("-Open"));
        door.Configure(Door.Shut).Permit(Push.Pull, Door.Open).Permit(Push.Lock, Door.Locked)
            .OnEntry(() => log.Add("+Shut")).OnExit(() => log.Add("-Shut"));
        door.Configure(Door.Locked).SubstateOf(Door.Shut).Permit(Push.Unlock, Door.Shut)
            .OnEntry(() => log.Add("+Locked")).OnExit(() => log.Add("-Locked"));
    }

    [Fact]
    public void A_substate_is_within_its_superstate()
    {
        Assert.True(door.IsInState(Door.Shut));
        Assert.True(door.IsInState(Door.Locked));
        Assert.False(door.IsInState(Door.Open));
    }

    [Fact]
    public void A_substate_inherits_what_its_superstate_permits()
    {
        door.Fire(Push.Pull);
        Assert.Equal(Door.Open, door.State);
        Assert.Equal(["-Locked", "-Shut", "+Open"], log);
    }

    [Fact]
    public void Entering_a_substate_from_outside_enters_the_superstate_first()
    {
        door.Fire(Push.Pull);
        log.Clear();
        door.Fire(Push.Lock);
        Assert.Equal(["-Open", "+Shut", "+Locked"], log);
    }

    [Fact]
    public void Between_substate_and_superstate_the_superstate_is_neither_left_nor_entered()
    {
        door.Fire(Push.Unlock);
        door.Fire(Push.Lock);
        Assert.Equal(["-Locked", "+Locked"], log);
    }

    [Fact]
    public void A_substate_overrides_what_its_superstate_permits()
    {
        door.Configure(Door.Locked).Permit(Push.Pull, Door.Broken);
        door.Fire(Push.Pull);
        Assert.Equal(Door.Broken, door.State);
    }

    [Fact]
    public void An_unmet_guard_of_the_substate_leaves_the_superstate_to_answer()
    {
        door.Configure(Door.Locked).PermitIf(Push.Pull, Door.Broken, () => false, "never");
        door.Fire(Push.Pull);
        Assert.Equal(Door.Open, door.State);
    }

    [Fact]
    public void The_guard_of_a_substate_is_named_when_the_superstate_has_no_answer()
    {
        door.Configure(Door.Locked).PermitIf(Push.Smash, Door.Broken, () => false, "never");
        Assert.False(door.CanFire(Push.Smash, out var unmetGuards));
        Assert.Equal(["never"], unmetGuards);
    }

    [Fact]
    public void Reentry_into_a_superstate_leaves_both_and_lands_in_the_superstate()
    {
        door.Configure(Door.Shut).PermitReentry(Push.Knock);
        door.Fire(Push.Knock);
        Assert.Equal(["-Locked", "-Shut", "+Shut"], log);
        Assert.Equal(Door.Shut, door.State);
    }

    [Fact]
    public void A_state_is_never_within_itself()
    {
        Assert.Throws<ArgumentException>(() => door.Configure(Door.Open).SubstateOf(Door.Open));
        var thrown = Assert.Throws<ArgumentException>(() => door.Configure(Door.Shut).SubstateOf(Door.Locked));
        Assert.Contains("illegal nested cyclic configuration", thrown.Message, StringComparison.Ordinal);
    }
}
