using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Web.Database;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// The consent that one household is asked for, on paper: to whom, which fields, what for, until when, that no costs nothing, and a code that opens the
/// household's own page, where it can be taken back.
/// </summary>
[Authorize(Roles = "StationWorker,TownshipHandler")]
public sealed class ConsentSlipModel(JiujiDb db, NameShelf names, IStringLocalizer<Words> words) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public MatchCard Card { get; private set; } = default!;
    public Consent Consent { get; private set; } = default!;
    public string PersonMasked { get; private set; } = "";
    public string Qr { get; private set; } = "";
    public NameShelf Names => names;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var me = User.Actor();
        var mine = MatchCards.Visible(db, me).Where(match => match.Id == Id);
        var consent = await mine.Join(db.Set<Consent>().AsNoTracking(), match => new { match.CountyCode, Id = match.ConsentId }, each => new { each.CountyCode, Id = (Guid?)each.Id }, (match, each) => each)
            .FirstOrDefaultAsync(cancellationToken);
        if (consent is null)
        {
            return NotFound();
        }

        (Consent, Card) = (consent, await MatchCards.Of(db, mine, me).FirstAsync(cancellationToken));
        PersonMasked = await db.Set<Person>().AsNoTracking().Where(person => person.CountyCode == me.CountyCode && person.Id == consent.PersonId)
            .Select(person => person.NameMasked).FirstAsync(cancellationToken);
        Qr = QrSvg.Of($"{Request.Scheme}://{Request.Host}/h?n={me.CountyCode}.{Uri.EscapeDataString(Card.HouseholdNumber)}", words["slip.title"]);
        return Page();
    }
}
