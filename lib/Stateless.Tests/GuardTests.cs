using Stateless;
using Xunit;

namespace StatelessTests;

public class GuardTests
{
    readonly StateMachine<Door, Push> door = new(Door.Shut);
    bool hasKey;
    bool isAwake = true;

    [Fact]
    public void A_guard_decides_each_time_it_is_asked()
    {
        door.Configure(Door.Shut).PermitIf(Push.Lock, Door.Locked, () => hasKey, "has key");
        Assert.False(door.CanFire(Push.Lock));
        hasKey = true;
        Assert.True(door.CanFire(Push.Lock));
        door.Fire(Push.Lock);
        Assert.Equal(Door.Locked, door.State);
    }

    [Fact]
    public void An_unmet_guard_throws_with_its_description()
    {
        door.Configure(Door.Shut).PermitIf(Push.Lock, Door.Locked, () => hasKey, "has key");
        var thrown = Assert.Throws<InvalidOperationException>(() => door.Fire(Push.Lock));
        Assert.Equal(
            "Trigger 'Lock' is valid for transition from state 'Shut' but a guard conditions are not met. Guard descriptions: 'has key'.",
            thrown.Message);
    }

    [Fact]
    public void All_of_several_guards_must_be_met_and_all_unmet_ones_are_named()
    {
        door.Configure(Door.Shut).PermitIf(
            Push.Lock,
            Door.Locked,
            new Tuple<Func<bool>, string>(() => hasKey, "has key"),
            new Tuple<Func<bool>, string>(() => isAwake, "is awake"));
        Assert.False(door.CanFire(Push.Lock, out var unmetGuards));
        Assert.Equal(["has key"], unmetGuards);

        isAwake = false;
        door.CanFire(Push.Lock, out unmetGuards);
        Assert.Equal(["has key", "is awake"], unmetGuards);

        (hasKey, isAwake) = (true, true);
        Assert.True(door.CanFire(Push.Lock, out unmetGuards));
        Assert.Empty(unmetGuards!);
    }

    [Fact]
    public void Unmet_guards_are_null_when_the_trigger_is_not_declared_at_all()
    {
        door.Configure(Door.Shut).Permit(Push.Pull, Door.Open);
        Assert.False(door.CanFire(Push.Smash, out var unmetGuards));
        Assert.Null(unmetGuards);
    }

    [Fact]
    public void The_transition_whose_guard_is_met_is_taken()
    {
        door.Configure(Door.Shut)
            .PermitIf(Push.Pull, Door.Open, () => isAwake, "is awake")
            .PermitIf(Push.Pull, Door.Broken, () => !isAwake, "is asleep");
        isAwake = false;
        door.Fire(Push.Pull);
        Assert.Equal(Door.Broken, door.State);
    }

    [Fact]
    public void Guards_that_are_met_together_are_an_error_of_configuration()
    {
        door.Configure(Door.Shut)
            .PermitIf(Push.Pull, Door.Open, () => true)
            .PermitIf(Push.Pull, Door.Broken, () => true);
        var thrown = Assert.Throws<InvalidOperationException>(() => door.Fire(Push.Pull));
        Assert.Equal(
            "Multiple permitted exit transitions are configured from state 'Shut' for trigger 'Pull'. "
            + "Guard clauses must be mutually exclusive.",
            thrown.Message);
    }

    [Fact]
    public void Ignore_and_reentry_can_be_guarded_too()
    {
        var entries = 0;
        door.Configure(Door.Shut)
            .IgnoreIf(Push.Knock, () => !isAwake, "is asleep")
            .PermitReentryIf(Push.Knock, () => isAwake, "is awake")
            .OnEntry(() => entries++);
        door.Fire(Push.Knock);
        Assert.Equal(1, entries);
        isAwake = false;
        door.Fire(Push.Knock);
        Assert.Equal(1, entries);
    }

    [Fact]
    public void A_guard_without_a_description_goes_by_the_name_of_its_method()
    {
        door.Configure(Door.Shut).PermitIf(Push.Lock, Door.Locked, HasKey).PermitIf(Push.Unlock, Door.Open, () => hasKey);
        door.CanFire(Push.Lock, out var named);
        door.CanFire(Push.Unlock, out var lambda);
        Assert.Equal(["HasKey"], named);
        Assert.Equal(["Function"], lambda);
    }

    [Fact]
    public void A_missing_guard_is_refused_at_once()
        => Assert.Throws<ArgumentNullException>(() => door.Configure(Door.Shut).PermitIf(Push.Lock, Door.Locked, (Func<bool>)null!));

    bool HasKey() => hasKey;
}
