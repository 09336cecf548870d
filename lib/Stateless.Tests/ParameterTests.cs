using Stateless;
using Xunit;

namespace StatelessTests;

public class ParameterTests
{
    readonly StateMachine<Door, Push> door = new(Door.Shut);
    readonly List<string> log = [];

    [Fact]
    public void Arguments_reach_the_entry_action_and_the_transition()
    {
        var knock = door.SetTriggerParameters<string, int>(Push.Knock);
        door.Configure(Door.Shut).Permit(Push.Knock, Door.Open);
        door.Configure(Door.Open).OnEntryFrom(knock, (who, times) => log.Add($"{who} {times}"));
        door.OnTransitioned(transition => log.Add(string.Join('|', transition.Parameters)));
        door.Fire(knock, "neighbour", 3);
        Assert.Equal(["neighbour|3", "neighbour 3"], log);
    }

    [Fact]
    public void A_guard_may_see_the_argument()
    {
        var unlock = door.SetTriggerParameters<int>(Push.Unlock);
        door.Configure(Door.Shut)
            .PermitIf(unlock, Door.Open, code => code == 42, "right code")
            .IgnoreIf(Push.Lock, () => true);
        Assert.False(door.CanFire(unlock, 41, out var unmetGuards));
        Assert.Equal(["right code"], unmetGuards);
        Assert.Throws<InvalidOperationException>(() => door.Fire(unlock, 41));
        Assert.True(door.CanFire(unlock, 42));
        door.Fire(unlock, 42);
        Assert.Equal(Door.Open, door.State);
    }

    [Fact]
    public void Three_arguments_are_the_most()
    {
        var smash = door.SetTriggerParameters<int, int, int>(Push.Smash);
        door.Configure(Door.Shut).PermitIf(smash, Door.Broken, (a, b, c) => a + b + c > 10, "hard enough");
        door.Configure(Door.Broken).OnEntryFrom(smash, (a, b, c) => log.Add($"{a}{b}{c}"));
        Assert.False(door.CanFire(smash, 1, 2, 3));
        door.Fire(smash, 4, 5, 6);
        Assert.Equal(["456"], log);
    }

    [Fact]
    public void A_dynamic_destination_may_depend_on_the_argument()
    {
        var pull = door.SetTriggerParameters<int>(Push.Pull);
        door.Configure(Door.Shut).PermitDynamic(pull, force => force > 9 ? Door.Broken : Door.Open);
        door.Fire(pull, 10);
        Assert.Equal(Door.Broken, door.State);
    }

    [Fact]
    public void An_internal_transition_may_see_the_argument()
    {
        var knock = door.SetTriggerParameters<string>(Push.Knock);
        door.Configure(Door.Shut).InternalTransition(knock, (who, transition) => log.Add($"{who} at {transition.Source}"));
        door.Fire(knock, "neighbour");
        Assert.Equal(["neighbour at Shut"], log);
    }

    [Fact]
    public void A_trigger_is_declared_once()
    {
        door.SetTriggerParameters<string>(Push.Knock);
        Assert.Throws<InvalidOperationException>(() => door.SetTriggerParameters<int>(Push.Knock));
    }

    [Fact]
    public void Wrong_arguments_are_refused_before_anything_happens()
    {
        var knock = door.SetTriggerParameters(Push.Knock, typeof(string), typeof(int));
        door.Configure(Door.Shut).Permit(Push.Knock, Door.Open);
        Assert.Throws<ArgumentException>(() => door.Fire(knock, "neighbour", "three"));
        Assert.Throws<ArgumentException>(() => door.Fire(knock, "neighbour"));
        var thrown = Assert.Throws<ArgumentException>(() => door.Fire(knock, "neighbour", 3, 4));
        Assert.Equal("Too many parameters have been supplied. Expecting 2 but got 3.", thrown.Message);
        Assert.Equal(Door.Shut, door.State);
    }
}
