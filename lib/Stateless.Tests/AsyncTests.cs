using Stateless;
using Xunit;

namespace StatelessTests;

public class AsyncTests
{
    readonly StateMachine<Door, Push> door = new(Door.Open);
    readonly List<string> log = [];

    [Fact]
    public async Task Asynchronous_actions_are_awaited_in_order()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut).OnExitAsync(() => Later("exit"));
        door.Configure(Door.Shut).OnEntryAsync(() => Later("entry")).OnEntryFromAsync(Push.Close, () => Later("entry from"));
        door.OnTransitionedAsync(_ => Later("transitioned later"));
        door.OnTransitioned(_ => log.Add("transitioned"));
        door.OnTransitionCompletedAsync(_ => Later("completed"));
        await door.FireAsync(Push.Close);
        Assert.Equal(["exit", "transitioned", "transitioned later", "entry", "entry from", "completed"], log);
        Assert.Equal(Door.Shut, door.State);
    }

    [Fact]
    public async Task Arguments_travel_with_asynchronous_firing()
    {
        var close = door.SetTriggerParameters<string>(Push.Close);
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut);
        door.Configure(Door.Shut).OnEntryFromAsync(close, Later);
        await door.FireAsync(close, "gently");
        Assert.Equal(["gently"], log);
    }

    [Fact]
    public void Firing_synchronously_refuses_an_asynchronous_action()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut);
        door.Configure(Door.Shut).OnEntryAsync(() => Later("entry"));
        var thrown = Assert.Throws<InvalidOperationException>(() => door.Fire(Push.Close));
        Assert.Equal(
            "Cannot execute asynchronous action specified in OnEntry event for 'Shut' state. Use asynchronous version of Fire [FireAsync]",
            thrown.Message);
        Assert.Empty(log);
    }

    [Fact]
    public async Task An_undeclared_trigger_faults_the_task()
        => await Assert.ThrowsAsync<InvalidOperationException>(() => door.FireAsync(Push.Smash));

    [Fact]
    public async Task Somebody_else_may_answer_asynchronously()
    {
        door.OnUnhandledTriggerAsync((state, trigger) => Later($"{state} {trigger}"));
        await door.FireAsync(Push.Smash);
        Assert.Equal(["Open Smash"], log);
        Assert.Throws<InvalidOperationException>(() => door.Fire(Push.Smash));
    }

    [Fact]
    public async Task A_trigger_fired_in_an_asynchronous_action_waits_its_turn()
    {
        door.Configure(Door.Open).Permit(Push.Close, Door.Shut);
        door.Configure(Door.Shut).Permit(Push.Lock, Door.Locked).OnEntryAsync(async () =>
        {
            await door.FireAsync(Push.Lock);
            await Later("+Shut");
        });
        door.Configure(Door.Locked).OnEntry(() => log.Add("+Locked"));
        await door.FireAsync(Push.Close);
        Assert.Equal(["+Shut", "+Locked"], log);
    }

    async Task Later(string what)
    {
        await Task.Yield();
        log.Add(what);
    }
}
