using Jiuji.Web.Database;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Jiuji.Web.Features.Verify;

/// <summary>Proves the county's books on a page: one row per invariant, counted, in words.</summary>
[Authorize(Roles = $"{nameof(Role.CountyCivilAffairs)},{nameof(Role.CountyFinance)},{nameof(Role.Auditor)}")]
public sealed class VerifyModel(JiujiDb db) : PageModel
{
    public IReadOnlyList<Verified> Results { get; private set; } = [];
    public bool IsSound => Results.All(result => result.Broken == 0);

    public async Task OnGet(CancellationToken cancellationToken) =>
        Results = await new CountyVerification(db).Run(User.Actor().CountyCode, null, cancellationToken);
}
