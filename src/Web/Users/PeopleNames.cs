using Jiuji.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Users;

/// <summary>
/// What people are called whom the records know by their user names. Everybody who holds or held a post of the county is read in one question, the first time that
/// a page names one of them; a page that names a hundred asks no more.
/// </summary>
public sealed class PeopleNames(JiujiDb db)
{
    private Dictionary<string, string>? called;

    /// <param name="county">The viewer's county; empty for somebody who sees several.</param>
    /// <returns>The name as people write it; what is no user's name, a witness or a job of the clock, comes back as it is.</returns>
    public async Task<string> Of(string county, string userName)
    {
        called ??= await Read(county);
        return called.GetValueOrDefault(userName, userName);
    }

    private async Task<Dictionary<string, string>> Read(string county)
    {
        var posts = db.Appointments.AsNoTracking().Where(a => county == "" || a.CountyCode == county || a.CountyCode == "");
        return await db.Users.AsNoTracking().Where(user => posts.Any(post => post.UserId == user.Id)).Select(user => new { user.UserName, user.DisplayName })
            .ToDictionaryAsync(user => user.UserName!, user => user.DisplayName);
    }
}
