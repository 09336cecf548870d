using System.ComponentModel.DataAnnotations;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Households;

/// <summary>
/// Danger to life (PIPL 13(4), 18): name, address and telephone of one household, without its consent, for two people who both sign in here and say why. The
/// household is told within three days, and the mark stays for it to read.
/// </summary>
[Authorize(Roles = MatchingPages.OfficesAndProviders + ",OfficeHead")]
public sealed class DangerModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, SignedIn signedIn, PersonalVault vault, TimeProvider clock) : ActingPage(mediator, words)
{
    private readonly IMediator sender = mediator;

    [BindProperty, Required(ErrorMessage = "error.required_here"), StringLength(32)]
    public string? HouseholdNumber { get; set; }

    [BindProperty, Required(ErrorMessage = "error.required_here"), StringLength(200)]
    public string? Purpose { get; set; }

    [BindProperty, Required(ErrorMessage = "error.required_here"), StringLength(64)]
    public string? SecondUser { get; set; }

    [BindProperty, Required(ErrorMessage = "error.required_here"), StringLength(128)]
    public string? SecondPassword { get; set; }

    [BindProperty, StringLength(16)]
    public string? SecondCode { get; set; }

    public Matching.Consents.Revealed? Shown { get; private set; }

    public void OnGet(string? household) => HouseholdNumber = household;

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var second = await Second(cancellationToken);
        var person = await HeadOf(HouseholdNumber!.Trim(), cancellationToken);
        if (second is null || person is null)
        {
            // Nobody learns here which of the two was wrong, nor which households exist.
            ModelState.AddModelError("", "danger.not_opened");
            return Page();
        }

        var looked = await sender.Send(
            new LookInDanger(CommandId, Me, Me.CountyCode, person.Value, PersonalFields.ForDangerToLife, Purpose!.Trim(), second), cancellationToken);
        if (looked.Refused is { } refused)
        {
            ModelState.AddModelError("", Words.Sentence(refused));
            return Page();
        }

        Shown = await LookedAt.ShownInDanger(db, Me, second, looked.Value, vault, clock.GetUtcNow(), cancellationToken);
        return Page();
    }

    /// <summary>The second person as they are appointed in this county, once password and, where they have one, the app's code are right.</summary>
    private async Task<Actor?> Second(CancellationToken cancellationToken)
    {
        var (outcome, user) = await signedIn.Try(SecondUser!.Trim(), SecondPassword!, cancellationToken);
        var isThere = outcome == SignedIn.Outcome.Welcome
            || (outcome == SignedIn.Outcome.CodeWanted && await signedIn.TakeCode(user!, SecondCode?.Trim() ?? "", cancellationToken));
        if (!isThere)
        {
            return null;
        }

        var today = clock.Today();
        return await db.Appointments.AsNoTracking().InOwnName()
            .Where(each => each.UserId == user!.Id && each.CountyCode == Me.CountyCode && each.From <= today && (each.To == null || each.To >= today))
            .OrderBy(each => each.Id)
            .Select(each => new Actor(each.UserId, user!.UserName!, each.Role, each.CountyCode, each.TownshipCode, each.OrganisationId))
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Guid?> HeadOf(string number, CancellationToken cancellationToken) => await (
        from household in db.Set<Household>().AsNoTracking()
        join person in db.Set<Person>().AsNoTracking() on new { household.CountyCode, household.Id } equals new { person.CountyCode, Id = person.HouseholdId }
        where household.CountyCode == Me.CountyCode && household.Number == number && person.DeletedAt == null && person.MergedIntoId == null
        orderby person.Relation == Relation.Head ? 0 : 1, person.Id
        select (Guid?)person.Id).FirstOrDefaultAsync(cancellationToken);
}
