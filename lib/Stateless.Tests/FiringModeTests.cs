using Stateless;
using Xunit;

namespace StatelessTests;

public class FiringModeTests
{
    static List<string> Fire(StateMachine<Door, Push> door)
    {
        var log = new List<string>();
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut).OnExit(() => log.Add("-Open"));
        door.Configure(Door.Shut).Permit(Push.Lock, Door.Locked)
            .OnEntry(() =>
            {
                door.Fire(Push.Lock);
                log.Add("+Shut");
            })
            .OnExit(() => log.Add("-Shut"));
        door.Configure(Door.Locked).OnEntry(() => log.Add("+Locked"));
        door.Fire(Push.Close);
        Assert.Equal(Door.Locked, door.State);
        return log;
    }

    [Fact]
    public void By_default_a_trigger_fired_in_an_action_waits_until_the_first_has_run_to_completion()
        => Assert.Equal(["-Open", "+Shut", "-Shut", "+Locked"], Fire(new(Door.Open)));

    [Fact]
    public void In_immediate_mode_it_is_handled_inside_the_action()
        => Assert.Equal(["-Open", "-Shut", "+Locked", "+Shut"], Fire(new(Door.Open, FiringMode.Immediate)));

    [Fact]
    public void Modes_work_with_external_storage_too()
    {
        var state = Door.Open;
        var door = new StateMachine<Door, Push>(() => state, next => state = next, FiringMode.Immediate);
        Assert.Equal(["-Open", "-Shut", "+Locked", "+Shut"], Fire(door));
        Assert.Equal(Door.Locked, state);
    }
}
