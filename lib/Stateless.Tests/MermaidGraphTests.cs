using Stateless;
using Stateless.Graph;
using Stateless.Reflection;
using Xunit;

namespace StatelessTests;

public class MermaidGraphTests
{
    readonly StateMachine<Door, Push> door = new(Door.Open);

    [Fact]
    public void An_empty_machine_is_its_initial_state()
        => Is("""
            stateDiagram-v2
            [*] --> Open
            """);

    [Fact]
    public void Transitions_carry_trigger_actions_and_guards()
    {
        door.Configure(Door.Open)
            .Permit(Push.Close, Door.Shut)
            .PermitIf(Push.Smash, Door.Broken, () => true, "strong")
            .PermitIf(Push.Lock, Door.Locked, () => true)
            .Ignore(Push.Pull);
        door.Configure(Door.Shut).OnEntryFrom(Push.Close, () => { }, "bang").OnEntry(() => { }, "always");
        Is("""
            stateDiagram-v2
            	Open --> Shut : Close / bang
            	Open --> Broken : Smash [strong]
            	Open --> Locked : Lock [Function]
            	Open --> Open : Pull
            [*] --> Open
            """);
    }

    [Fact]
    public void Reentry_shows_entry_actions_and_an_internal_transition_does_not()
    {
        door.Configure(Door.Open)
            .PermitReentry(Push.Pull)
            .InternalTransition(Push.Knock, () => { })
            .OnEntry(() => { }, "creak")
            .OnEntryFrom(Push.Pull, () => { }, "swing");
        Is("""
            stateDiagram-v2
            	Open --> Open : Pull / creak, swing
            	Open --> Open : Knock [Function]
            [*] --> Open
            """);
    }

    [Fact]
    public void A_superstate_is_a_block_of_its_substates()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut);
        door.Configure(Door.Locked).SubstateOf(Door.Shut);
        Is("""
            stateDiagram-v2
            	state Shut {
            		Locked
            	}
            	Open --> Shut : Close
            [*] --> Open
            """);
    }

    [Fact]
    public void A_dynamic_transition_is_a_choice()
    {
        door.Configure(Door.Open).PermitDynamic(
            Push.Close, () => Door.Shut, "wind", new DynamicStateInfos { { Door.Shut, "calm" }, { Door.Broken, "storm" } });
        door.Configure(Door.Shut);
        door.Configure(Door.Broken);
        Is("""
            stateDiagram-v2
            	state Decision1 <<choice>>
            	Open --> Decision1 : Close
            	Decision1 --> Shut : Close [calm]
            	Decision1 --> Broken : Close [storm]
            [*] --> Open
            """);
    }

    [Fact]
    public void The_direction_can_be_given()
        => Assert.Equal(
            Lines("""
                stateDiagram-v2
                	direction LR
                [*] --> Open
                """),
            MermaidGraph.Format(door.GetInfo(), MermaidGraphDirection.LeftToRight));

    [Fact]
    public void Names_that_Mermaid_cannot_take_get_a_short_name_each()
    {
        var light = new StateMachine<string, char>("is on");
        light.Configure("is on").Permit('x', "is  on");
        light.Configure("is  on").Permit('y', "off");
        Assert.Equal(
            Lines("""
                stateDiagram-v2
                	ison : is on
                	ison_1 : is  on
                	ison --> ison_1 : x
                	ison_1 --> off : y
                [*] --> ison
                """),
            MermaidGraph.Format(light.GetInfo()));
    }

    void Is(string expected) => Assert.Equal(Lines(expected), MermaidGraph.Format(door.GetInfo()));

    static string Lines(string text) => text.ReplaceLineEndings();
}
