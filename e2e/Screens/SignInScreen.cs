using Jiuji.Web.Seeding;

namespace Jiuji.Stories.Screens;

public sealed class SignInScreen(Person person)
{
    public Task Open() => person.Opens("/sign-in");

    public async Task SignIn(string userName)
    {
        await Open();
        await Fill(userName, DemoUsers.Password);
        await person.Presses("signin.submit");
        await person.Sees(person.T["queue.title"]);
    }

    public async Task Fill(string userName, string password)
    {
        await person.Fills("signin.user", userName);
        await person.Fills("signin.password", password);
    }
}
