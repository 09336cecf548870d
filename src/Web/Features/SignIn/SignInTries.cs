using Jiuji.Web.Features.Slips;

namespace Jiuji.Web.Features.SignIn;

/// <summary>
/// How many wrong passwords one address may send in a quarter of an hour, over all user names: a whole office sits behind one address, a list of stolen
/// passwords comes from one too. Each user is counted besides, in the database.
/// </summary>
public sealed class SignInTries(TimeProvider clock)
{
    private const int MostFromAddress = 60;
    private readonly WrongTries wrong = new(clock);

    public bool MayTry(string address) => wrong.CountOf(address) < MostFromAddress;

    public void Wrong(string address) => wrong.Add(address);
}
