using Stateless;
using Stateless.Reflection;
using Xunit;

namespace StatelessTests;

public class IntrospectionTests
{
    readonly StateMachine<Door, Push> door = new(Door.Shut);

    [Fact]
    public async Task Permitted_triggers_are_those_that_could_be_fired_now_in_the_state_and_around_it()
    {
        door.Configure(Door.Shut).Permit(Push.Pull, Door.Open).PermitIf(Push.Smash, Door.Broken, () => false, "never");
        door.Configure(Door.Locked).SubstateOf(Door.Shut).Permit(Push.Unlock, Door.Shut).Ignore(Push.Pull);
        Assert.Equal([Push.Pull], await door.GetPermittedTriggersAsync());
        door.Configure(Door.Shut).Permit(Push.Lock, Door.Locked);
        door.Fire(Push.Lock);
        Assert.Equal([Push.Unlock, Push.Pull, Push.Lock], await door.GetPermittedTriggersAsync());
    }

    [Fact]
    public void A_machine_describes_itself()
    {
        door.Configure(Door.Shut).Permit(Push.Pull, Door.Open).Permit(Push.Lock, Door.Locked);
        Assert.Equal("StateMachine { State = Shut, PermittedTriggers = { Pull, Lock }}", door.ToString());
    }

    [Fact]
    public void Info_names_states_in_order_of_configuration_and_then_bare_destinations()
    {
        door.Configure(Door.Shut).Permit(Push.Pull, Door.Open);
        door.Configure(Door.Locked).SubstateOf(Door.Shut);
        var info = door.GetInfo();
        Assert.Equal([Door.Shut, Door.Locked, Door.Open], info.States.Select(state => state.UnderlyingState));
        Assert.Equal(typeof(Door), info.StateType);
        Assert.Equal(typeof(Push), info.TriggerType);
        Assert.Equal("Shut", info.InitialState.ToString());
        var (shut, locked) = (info.States.First(), info.States.ElementAt(1));
        Assert.Same(shut, locked.Superstate);
        Assert.Equal([locked], shut.Substates);
    }

    [Fact]
    public void The_initial_state_stays_the_one_the_machine_was_made_in()
    {
        door.Configure(Door.Shut).Permit(Push.Pull, Door.Open);
        door.Fire(Push.Pull);
        Assert.Equal("Shut", door.GetInfo().InitialState.ToString());
    }

    [Fact]
    public void Info_tells_transitions_guards_and_actions()
    {
        door.Configure(Door.Shut)
            .PermitIf(Push.Pull, Door.Open, () => true, "not stuck")
            .PermitReentry(Push.Knock)
            .InternalTransition(Push.Smash, () => { })
            .PermitDynamic(Push.Unlock, () => Door.Open, "by key", new DynamicStateInfos { { Door.Open, "right key" } })
            .Ignore(Push.Close)
            .OnEntry(() => { }, "creak")
            .OnEntryFrom(Push.Close, () => { }, "bang")
            .OnExit(() => { }, "squeak");
        var shut = door.GetInfo().States.First();

        var fixedOnes = shut.FixedTransitions.ToList();
        Assert.Equal(["Pull", "Knock", "Smash"], fixedOnes.Select(transition => transition.Trigger.ToString()));
        Assert.Equal(["not stuck"], fixedOnes[0].GuardConditionsMethodDescriptions.Select(guard => guard.Description));
        Assert.Equal(Door.Open, fixedOnes[0].DestinationState.UnderlyingState);
        Assert.Same(shut, fixedOnes[1].DestinationState);
        Assert.Equal([false, false, true], fixedOnes.Select(transition => transition.IsInternalTransition));

        var dynamic = Assert.Single(shut.DynamicTransitions);
        Assert.Equal("by key", dynamic.DestinationStateSelectorDescription.Description);
        Assert.Equal("right key", Assert.Single(dynamic.PossibleDestinationStates!).Criterion);

        Assert.Equal(Push.Close, Assert.Single(shut.IgnoredTriggers).Trigger.UnderlyingTrigger);
        Assert.Equal([("creak", null), ("bang", "Close")], shut.EntryActions.Select(action => (action.Method.Description, action.FromTrigger)));
        Assert.Equal(["squeak"], shut.ExitActions.Select(action => action.Description));
        Assert.Equal(4, shut.Transitions.Count());
    }
}
