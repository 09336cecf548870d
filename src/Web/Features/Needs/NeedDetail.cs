using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Needs;

/// <summary>A lot that could be asked about: why not this one?</summary>
public sealed record OtherLot(Guid Id, string Number, string Name);

/// <summary>One need: what is proposed for it and why, what has come, and why not another lot.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class NeedDetailModel(
    JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names, RuleShelf shelf, PlanShelf plans, TimeProvider clock) : ActingPage(mediator, words)
{
    private const int FenPerYuan = 100;
    private Dictionary<Guid, string> numbers = [];

    [FromRoute]
    public string Number { get; set; } = "";

    /// <summary>The lot that somebody asks about.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lot { get; set; }

    public Need Need { get; private set; } = default!;
    public string HouseholdNumber { get; private set; } = "";
    public IReadOnlyList<MatchCard> Matches { get; private set; } = [];
    public IReadOnlyList<OtherLot> Others { get; private set; } = [];
    public WhyNot? WhyNot { get; private set; }
    public IReadOnlyList<Move> History { get; private set; } = [];
    public NameShelf Names => names;
    public bool MayDecide => Me.InMatching() is MatchingRole.StationWorker or MatchingRole.TownshipHandler;
    public string SuggestedNumber => NeedTyped.Suggested(clock.Today(), CommandId);

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var me = Me;
        var found = await (
            from need in db.Set<Need>().AsNoTracking()
            join household in db.Set<Household>().AsNoTracking() on new { need.CountyCode, Id = need.HouseholdId } equals new { household.CountyCode, household.Id }
            where need.CountyCode == me.CountyCode && need.Number == Number
            where me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode || household.RegisteredTownship == me.TownshipCode
            select new { need, household.Number }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        (Need, HouseholdNumber) = (found.need, found.Number);
        this.Show(SightOf(Need));
        Matches = await MatchCards.Of(db, MatchCards.Visible(db, me).Where(match => match.NeedId == Need.Id && match.State != MatchState.Cancelled), me).ToListAsync(cancellationToken);
        Others = await db.Set<SupplyLot>().AsNoTracking()
            .Where(lot => lot.CountyCode == me.CountyCode && lot.NeedKindCode == Need.KindCode && lot.State == LotState.Published)
            .OrderBy(lot => lot.Number).Select(lot => new OtherLot(lot.Id, lot.Number, lot.Name)).ToListAsync(cancellationToken);
        History = await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == me.CountyCode && move.SubjectId == Need.Id)
            .OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync(cancellationToken);
        if (Others.FirstOrDefault(lot => lot.Number == Lot) is { } asked)
        {
            WhyNot = await Ask(me.CountyCode, asked.Id, cancellationToken);
            await NameNeeds(WhyNot, cancellationToken);
        }

        return Page();
    }

    public string Named(Guid need) => numbers.GetValueOrDefault(need, "");

    public string LotNamed(Guid lot) => Others.FirstOrDefault(each => each.Id == lot)?.Number ?? "";

    private async Task NameNeeds(WhyNot? whyNot, CancellationToken cancellationToken)
    {
        var moved = whyNot?.Changes.Select(change => change.Need).Distinct().ToList() ?? [];
        numbers = await db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == Me.CountyCode && moved.Contains(need.Id))
            .ToDictionaryAsync(need => need.Id, need => need.Number, cancellationToken);
    }

    /// <summary>Chosen by hand, with the cost that was shown; it then goes the way of every proposal.</summary>
    public Task<IActionResult> OnPostChoose(long quantity, string? reason, CancellationToken token)
    {
        OnlyAsSeen();
        return Send(
            new ChooseLot(CommandId, Me, Me.CountyCode, Number, Lot ?? "", quantity, reason ?? ""), "match.chosen", $"/needs/{Uri.EscapeDataString(Number)}", () => OnGet(token), token);
    }

    private Sight SightOf(Need need) => new(
    [
        Sight.Fact("common.state", Words.Of(need.State)), Sight.Fact("common.quantity", names.Quantity(need.Quantity, need.Unit)), Sight.Fact("need.met", names.Quantity(need.MetQuantity, need.Unit)),
        Sight.Fact("need.urgency", Words.Of(need.Urgency)), Sight.Fact("need.deadline", need.Deadline is { } day ? Days.Iso(day) : ""),
    ]);

    private void OnlyAsSeen() => this.OnlyAsSeen(async (inLane, cancellationToken) => await inLane.Set<Need>().AsNoTracking()
        .FirstOrDefaultAsync(need => need.CountyCode == Me.CountyCode && need.Number == Number, cancellationToken) is { } need ? SightOf(need) : null);

    public Task<IActionResult> OnPostReview(string? finding, string? missingNumber, string? missingKind, long? missingQuantity, CancellationToken token)
    {
        OnlyAsSeen();
        var fen = names.Kinds.FirstOrDefault(kind => kind.Code == missingKind)?.Unit == AccountKey.Yuan ? FenPerYuan : 1;
        var review = new ReviewNeed(CommandId, Me, Me.CountyCode, Number, finding ?? "", missingNumber ?? "", missingKind ?? "", (missingQuantity ?? 0) * fen);
        return Send(review, "need.reviewed", $"/needs/{Uri.EscapeDataString(Number)}", () => OnGet(token), token);
    }

    /// <summary>Asked of the plan for things as they stand now; null when this need or that lot has nothing left to plan.</summary>
    private async Task<WhyNot?> Ask(string county, Guid lot, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var solved = plans.Solve(
            county, SolverInput.Of(await CountyRows.Read(db, county, today, cancellationToken), today), MatchingRules.Of(shelf, county, today).Policy);
        return solved.WhyNot(Need.Id, lot);
    }
}
