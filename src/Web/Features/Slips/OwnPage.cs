using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Complaints;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Slips;

/// <summary>Something on its way or just arrived.</summary>
public sealed record ComingHelp(Guid Match, string KindCode, string Unit, long Quantity, MatchState State, Guid Organisation, DateOnly? DeliveredOn);

/// <summary>An application of the household that was refused, and how far a second look has come.</summary>
public sealed record RefusedAid(string Number, DateOnly AcceptedOn, AidCaseState State, string? Reason, DateOnly? AskedOn, DateOnly? AnswerBy);

/// <summary>What the household wrote to the county, opened for nobody but itself.</summary>
public sealed record OwnComplaint(string Text, DateOnly SentOn, DateOnly DueOn, string? Answer, DateOnly? AnsweredOn);

/// <summary>
/// A household's own page, opened by the code on its paper slip and a birth date: what is coming, what has come, who has looked, and its consents, which it
/// can take back here in one step. A refusal it may have looked at again, and whatever else is wrong it may tell the county.
/// </summary>
public sealed class OwnPageModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names, SlipTries tries, RuleShelf rules, PersonalVault vault) : PageModel
{
    private const int MinutesToWait = 15;

    [BindProperty(SupportsGet = true, Name = "n")]
    public string? SlipNumber { get; set; }

    [BindProperty]
    public Guid CommandId { get; set; } = Guid.CreateVersion7();

    [TempData(Key = MatchingPages.NoticeKey)]
    public string? Notice { get; set; }

    public HouseholdPass? Pass { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<ComingHelp> Coming { get; private set; } = [];
    public AidChain Chain { get; private set; } = new([]);
    public IReadOnlyList<Disclosure> Seen { get; private set; } = [];
    public IReadOnlyList<Consent> Consents { get; private set; } = [];
    public IReadOnlyList<RefusedAid> Refusals { get; private set; } = [];
    public IReadOnlyList<OwnComplaint> Complaints { get; private set; } = [];
    public NameShelf Names => names;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        Pass = HouseholdPass.ReadFrom(HttpContext);
        if (Pass is { } pass)
        {
            await Read(pass, cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostOpen(string? code, DateOnly? birth, CancellationToken cancellationToken)
    {
        var (number, address) = (SlipNumber?.Trim() ?? "", HttpContext.Connection.RemoteIpAddress?.ToString() ?? "");
        if (!await tries.Begin(number, address, cancellationToken))
        {
            ModelState.AddModelError("", words["slip.too_many", MinutesToWait]);
            return Page();
        }

        if (await Find(number, code, birth, cancellationToken) is not { } household)
        {
            ModelState.AddModelError("", words["slip.wrong"]);
            return Page();
        }

        await tries.Right(number, address, cancellationToken);
        new HouseholdPass(household.CountyCode, household.Id, household.Number).WriteTo(HttpContext);
        return Redirect("/h");
    }

    public Task<IActionResult> OnPostReceived(Guid match, CancellationToken token) => Do(pass => new ConfirmReceipt(CommandId, pass.Actor, pass.County, match), "slip.thanks", token);

    public Task<IActionResult> OnPostProblem(Guid match, string? reason, CancellationToken token) =>
        Do(pass => new DisputeMatch(CommandId, pass.Actor, pass.County, match, reason ?? ""), "slip.thanks", token);

    public Task<IActionResult> OnPostWithdraw(Guid consent, WithdrawalScope scope, CancellationToken token) =>
        Do(pass => new WithdrawConsent(CommandId, pass.Actor, pass.County, consent, scope), "slip.withdrawn", token);

    public Task<IActionResult> OnPostReview(string number, string? reason, CancellationToken token) =>
        Do(pass => new AskForReview(CommandId, pass.Actor, pass.County, number, reason ?? ""), "slip.review_sent", token);

    public Task<IActionResult> OnPostComplain(string? text, CancellationToken token) =>
        Do(pass => new Complain(CommandId, pass.Actor, pass.County, text ?? ""), "slip.complain_sent", token);

    public IActionResult OnPostLeave()
    {
        HouseholdPass.Remove(HttpContext);
        return Redirect("/h");
    }

    /// <summary>The number printed on the slip is county and household: "341722.H0001". Whatever is wrong, the answer is the same.</summary>
    private async Task<Household?> Find(string number, string? code, DateOnly? birth, CancellationToken cancellationToken)
    {
        var parts = number.Split('.', 2);
        if (parts.Length != 2 || parts[0] == CountyWall.AllCounties || birth is null)
        {
            return null;
        }

        var (county, file) = (parts[0], parts[1]);
        db.Within = county;
        var household = await db.Set<Household>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == county && each.Number == file, cancellationToken);
        // The hash is computed even where there is nothing to compare with, so that the time taken tells nobody which numbers exist.
        var fits = SlipCode.Matches(code, household?.SlipCodeHash ?? new byte[48]);
        var isMember = household is not null && await db.Set<Person>()
            .AnyAsync(person => person.CountyCode == county && person.HouseholdId == household.Id && person.BirthDate == birth && person.DeletedAt == null, cancellationToken);
        return fits && isMember ? household : null;
    }

    private async Task Read(HouseholdPass pass, CancellationToken cancellationToken)
    {
        var (county, household) = (pass.County, pass.Household);
        db.Within = county;
        Name = await db.Set<Person>().AsNoTracking().Where(person => person.CountyCode == county && person.HouseholdId == household && person.DeletedAt == null)
            .OrderBy(person => person.Relation == Relation.Head ? 0 : 1).Select(person => person.NameMasked).FirstOrDefaultAsync(cancellationToken) ?? "";
        Coming = await (
            from match in db.Set<Match>().AsNoTracking()
            join need in db.Set<Need>() on new { match.CountyCode, Id = match.NeedId } equals new { need.CountyCode, need.Id }
            where match.CountyCode == county && match.HouseholdId == household
                && (match.State == MatchState.InDelivery || match.State == MatchState.Delivered || match.State == MatchState.Disputed)
            orderby match.ProposedAt
            select new ComingHelp(match.Id, need.KindCode, need.Unit, match.State == MatchState.InDelivery ? match.Quantity : match.DeliveredQuantity, match.State, match.OrganisationId, match.DeliveredOn))
            .ToListAsync(cancellationToken);
        Chain = new AidChain(await db.Set<AidChainItem>().AsNoTracking().Where(item => item.CountyCode == county && item.HouseholdId == household).ToListAsync(cancellationToken));
        Seen = await db.Set<Disclosure>().AsNoTracking().Where(seen => seen.CountyCode == county && seen.HouseholdId == household)
            .OrderByDescending(seen => seen.At).Take(50).ToListAsync(cancellationToken);
        Consents = await db.Set<Consent>().AsNoTracking()
            .Where(consent => consent.CountyCode == county && consent.HouseholdId == household && consent.State == ConsentState.Given).ToListAsync(cancellationToken);
        Refusals = await ReadRefusals(county, household, cancellationToken);
        Complaints = [.. (await db.Set<Complaint>().AsNoTracking().Where(c => c.CountyCode == county && c.HouseholdId == household).OrderByDescending(c => c.Number).ToListAsync(cancellationToken))
            .Select(c => new OwnComplaint(
                PersonalView.Letter(c.Id, c.TextSealed, vault), c.SentOn, c.DueOn, c.AnswerSealed is { } answer ? PersonalView.Letter(c.Id, answer, vault) : null, c.AnsweredOn))];
    }

    private async Task<IReadOnlyList<RefusedAid>> ReadRefusals(string county, Guid household, CancellationToken cancellationToken)
    {
        var refused = await db.Set<AidCase>().AsNoTracking()
            .Where(c => c.CountyCode == county && c.HouseholdId == household
                && (c.State == AidCaseState.RefusalServed || c.State == AidCaseState.UnderReview || c.State == AidCaseState.RefusalUpheld))
            .OrderByDescending(c => c.AcceptedOn).Select(c => new { c.Id, c.Number, c.AcceptedOn, c.State }).ToListAsync(cancellationToken);
        var ids = refused.ConvertAll(c => c.Id);
        var moves = (await db.Set<LifecycleMove>().AsNoTracking().Where(move => move.CountyCode == county && ids.Contains(move.SubjectId) && move.Refusal == null)
            .OrderBy(move => move.At).Select(move => new { move.SubjectId, move.To, move.Reason, move.OccurredOn }).ToListAsync(cancellationToken)).ToLookup(move => move.SubjectId);
        return [.. refused.Select(c =>
        {
            var asked = moves[c.Id].LastOrDefault(move => move.To == nameof(AidCaseState.UnderReview))?.OccurredOn;
            return new RefusedAid(
                c.Number, c.AcceptedOn, c.State, moves[c.Id].LastOrDefault(move => move.To == nameof(AidCaseState.RefusedInWriting))?.Reason, asked,
                asked is { } day ? PetitionDays.Review(rules.Rules(county, day), day) : null);
        })];
    }

    private async Task<IActionResult> Do<T>(Func<HouseholdPass, ICommand<T>> command, string notice, CancellationToken cancellationToken)
    {
        if (HouseholdPass.ReadFrom(HttpContext) is not { } pass)
        {
            return Redirect("/h");
        }

        var result = await mediator.Send(command(pass), cancellationToken);
        if (result.Refused is { } refused)
        {
            ModelState.AddModelError("", words.Sentence(refused));
            return await OnGet(cancellationToken);
        }

        Notice = words[notice];
        return Redirect("/h");
    }
}
