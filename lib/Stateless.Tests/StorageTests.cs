using Stateless;
using Xunit;

namespace StatelessTests;

public class StorageTests
{
    sealed class Entity
    {
        public Door State { get; set; } = Door.Open;
    }

    [Fact]
    public void The_state_may_live_on_an_entity()
    {
        var entity = new Entity();
        var door = new StateMachine<Door, Push>(() => entity.State, state => entity.State = state);
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut);
        door.Configure(Door.Shut).Permit(Push.Pull, Door.Open);
        door.Fire(Push.Close);
        Assert.Equal(Door.Shut, entity.State);
        entity.State = Door.Broken;
        Assert.Equal(Door.Broken, door.State);
        Assert.False(door.CanFire(Push.Pull));
    }

    [Fact]
    public void Both_ways_to_the_state_are_needed()
    {
        Assert.Throws<ArgumentNullException>(() => new StateMachine<Door, Push>(null!, _ => { }));
        Assert.Throws<ArgumentNullException>(() => new StateMachine<Door, Push>(() => Door.Open, null!));
    }

    [Fact]
    public void States_and_triggers_may_be_of_any_type()
    {
        var light = new StateMachine<string, char>("off");
        light.Configure("off").Permit('x', "on");
        light.Fire('x');
        Assert.Equal("on", light.State);
    }
}
