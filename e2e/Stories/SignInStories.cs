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
