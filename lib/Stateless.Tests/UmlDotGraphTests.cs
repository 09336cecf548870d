using Stateless;
using Stateless.Graph;
using Xunit;

namespace StatelessTests;

public class UmlDotGraphTests
{
    readonly StateMachine<Door, Push> door = new(Door.Open);

    [Fact]
    public void States_are_boxes_with_their_actions_and_transitions_are_arrows()
    {
        door.Configure(Door.Open)
            .PermitIf(Push.Close, Door.Shut, () => true, "not \"stuck\"")
            .OnEntry(() => { }, "creak")
            .OnExit(() => { }, "squeak");
        Is("""
            digraph {
            compound=true;
            node [shape=Mrecord]
            rankdir="LR"
            "Open" [label="Open|entry / creak\nexit / squeak"];
            "Shut" [label="Shut"];

            "Open" -> "Shut" [style="solid", label="Close [not \"stuck\"]"];
             init [label="", shape=point];
             init -> "Open"[style = "solid"]
            }
            """.Replace("not \"stuck\"", "not \\\"stuck\\\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_superstate_is_a_cluster()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut);
        door.Configure(Door.Shut).OnEntry(() => { }, "bang");
        door.Configure(Door.Locked).SubstateOf(Door.Shut);
        Is("""
            digraph {
            compound=true;
            node [shape=Mrecord]
            rankdir="LR"

            subgraph "clusterShut"
            	{
            	label = "Shut\n----------\nentry / bang"
            "Locked" [label="Locked"];
            }
            "Open" [label="Open"];

            "Open" -> "Shut" [style="solid", label="Close"];
             init [label="", shape=point];
             init -> "Open"[style = "solid"]
            }
            """);
    }

    [Fact]
    public void A_dynamic_transition_is_a_diamond()
    {
        door.Configure(Door.Open).PermitDynamic(Push.Close, () => Door.Shut, "wind");
        Is("""
            digraph {
            compound=true;
            node [shape=Mrecord]
            rankdir="LR"
            "Open" [label="Open"];
            "Decision1" [shape = "diamond", label = "wind"];

            "Open" -> "Decision1" [style="solid", label="Close"];
             init [label="", shape=point];
             init -> "Open"[style = "solid"]
            }
            """);
    }

    void Is(string expected) => Assert.Equal(expected.ReplaceLineEndings(), UmlDotGraph.Format(door.GetInfo()));
}
