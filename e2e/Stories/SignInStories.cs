using Jiuji.Stories.Screens;
using Jiuji.Web.Seeding;
using Microsoft.Playwright;

namespace Jiuji.Stories;

[Collection(nameof(OnSqlite))]
public class SignInStories(SqliteSite site)
{
    [Fact]
    public async Task The_first_page_is_accessible()
    {
        await using var story = new Story(site);
        foreach (var tongue in (Tongue[])[Tongue.Chinese, Tongue.English])
        {
            foreach (var width in (int[])[Person.Desk, Person.Phone])
            {
                await new SignInScreen(await story.Comes(tongue, width)).Open();
            }
        }

        story.Ends();
    }

    [Fact]
    public async Task A_wrong_password_opens_nothing_and_says_so()
    {
        await using var story = new Story(site);
        var stranger = await story.Comes();
        var screen = new SignInScreen(stranger);
        await screen.Open();
        await screen.Fill("handler", "not-the-password");
        await stranger.TriesInVain("signin.submit", stranger.T["signin.wrong"]);
        await stranger.Opens("/verify");
        Assert.Contains("/sign-in", stranger.Page.Url, StringComparison.Ordinal);
        story.Ends();
    }

    [Fact]
    public async Task A_page_that_is_not_of_the_role_is_refused()
    {
        await using var story = new Story(site);
        var charity = await story.SignsIn("charity");
        await charity.OpensInVain("/verify", charity.T["signin.forbidden"]);
        story.Ends();
    }

    [Fact]
    public async Task A_passkey_is_kept_opens_the_door_without_a_password_and_is_taken_away()
    {
        await using var story = new Story(site);
        var leader = await story.SignsInElsewhere("affairs.renli");
        await using var phone = await Passkeys.At(leader.Page);
        await leader.Opens("/me");
        await leader.Fills("me.passkey_name", "办公室的电脑");
        await leader.Page.Locator("#passkey-password").FillAsync(DemoUsers.Password);
        await leader.Presses("signin.setup_passkey");
        await leader.Sees("办公室的电脑");
        Assert.Equal(1, await phone.Count());

        await leader.Follow(leader.Page.GetByRole(AriaRole.Button, new() { Name = leader.T["app.sign_out"], Exact = true }));
        await leader.Opens("/sign-in");
        await leader.Presses("signin.with_passkey");
        await leader.Sees(leader.T["queue.title"]);
        await leader.Opens("/me");
        await leader.Sees(leader.T["me.strength.Passkey"]);

        await leader.Presses("common.delete");
        await leader.Sees(leader.T["me.passkey_removed"]);
        await leader.Follow(leader.Page.GetByRole(AriaRole.Button, new() { Name = leader.T["app.sign_out"], Exact = true }));
        await leader.Opens("/sign-in");
        await leader.TriesInVain("signin.with_passkey", leader.T["signin.wrong_passkey"]);
        story.Ends();
    }

    [Fact]
    public async Task The_queue_opens_by_keyboard_alone()
    {
        await using var story = new Story(site);
        var handler = await story.Comes();
        await handler.Opens("/sign-in");
        await handler.Field("signin.user").FocusAsync();
        await handler.Page.Keyboard.TypeAsync("handler");
        await handler.Page.Keyboard.PressAsync("Tab");
        await handler.Page.Keyboard.TypeAsync(DemoUsers.Password);
        await handler.Page.Keyboard.PressAsync("Enter");
        await handler.Sees(handler.T["queue.title"]);
        await handler.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(handler.Page.GetByRole(AriaRole.Link, new() { Name = handler.T["app.skip"] })).ToBeFocusedAsync();
        story.Ends();
    }

    [Fact]
    public async Task The_queue_opens_without_scripts_on_a_phone_in_English()
    {
        await using var story = new Story(site);
        var signer = await story.Comes(Tongue.English, Person.Phone, scripts: false);
        await new SignInScreen(signer).SignIn("affairs");
        await signer.Follow(signer.Page.GetByRole(AriaRole.Link, new() { Name = signer.T["app.other_language"] }));
        await signer.Sees(Tongue.Chinese["queue.title"]);
        story.Ends();
    }
}
