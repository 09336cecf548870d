using Stateless;
using Xunit;

namespace StatelessTests;

public class UnhandledTriggerTests
{
    readonly StateMachine<Door, Push> door = new(Door.Shut);

    [Fact]
    public void Somebody_else_may_answer_an_undeclared_trigger()
    {
        var seen = "";
        door.OnUnhandledTrigger((state, trigger) => seen = $"{state} {trigger}");
        door.Fire(Push.Smash);
        Assert.Equal("Shut Smash", seen);
        Assert.Equal(Door.Shut, door.State);
    }

    [Fact]
    public void The_answer_is_told_which_guards_were_unmet()
    {
        ICollection<string>? seen = null;
        door.Configure(Door.Shut).PermitIf(Push.Lock, Door.Locked, () => false, "has key");
        door.OnUnhandledTrigger((_, _, unmetGuards) => seen = unmetGuards);
        door.Fire(Push.Lock);
        Assert.Equal(["has key"], seen!);
    }
}
