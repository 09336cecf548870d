using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Supply;

/// <summary>What a household has of a recalled lot.</summary>
public sealed record ReceivedLine(string Household, string Township, long Quantity, DateOnly? On);

/// <summary>One lot: what the book holds of it, for whom it is, where it goes, and what this person may do with it.</summary>
[Authorize(Roles = MatchingPages.OfficesAndProviders)]
public sealed class SupplyDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names) : ActingPage(mediator, words)
{
    private const int MostMatches = 50;

    [FromRoute]
    public string Number { get; set; } = "";

    public SupplyLot Lot { get; private set; } = default!;
    public LotStock Stock { get; private set; } = LotStock.Nothing;
    public IReadOnlyList<MatchCard> Matches { get; private set; } = [];
    public IReadOnlyList<Move> History { get; private set; } = [];

    /// <summary>Of a recalled lot: who has something of it. A provider is told how many, never who (D5).</summary>
    public IReadOnlyList<ReceivedLine> Received { get; private set; } = [];
    public int HouseholdsThatReceived { get; private set; }

    /// <summary>What the book lets the lot be put to: its own kind of help, and what the donor agreed to later.</summary>
    public IReadOnlyList<FundPurpose> Uses { get; private set; } = [];
    public NameShelf Names => names;
    public bool MayChangeUse => Me.Role == Role.CharityStaff && Me.StandsFor(Lot.OrganisationId) && ChangeOfUse.IsOpenFor(Lot) && OtherKinds.Any();

    /// <summary>Kinds of help in the lot's unit to which it may not be put yet.</summary>
    public IEnumerable<CodeItem> OtherKinds => names.Kinds.Where(kind => kind.Unit == Lot.Unit && Uses.All(use => use.Purpose != kind.Code));
    public bool IsProvider => Me.InMatching().IsProvider();

    public bool May(LotTrigger trigger) => Me.StandsFor(Lot.OrganisationId)
        && SupplyLotLifecycle.Table.Next(Lot.State, trigger) is not null && SupplyLotLifecycle.Table.Rules[trigger].Roles.Contains(Me.InMatching());

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var lot = await db.Set<SupplyLot>().AsNoTracking().Include(each => each.Areas).Include(each => each.Categories).Include(each => each.Slots).AsSplitQuery()
            .FirstOrDefaultAsync(each => each.CountyCode == Me.CountyCode && each.Number == Number, cancellationToken);
        if (lot is null || !(Me.StandsFor(lot.OrganisationId) || lot.State == LotState.Published))
        {
            return NotFound();
        }

        this.Show(SightOf(lot));
        (Lot, Stock) = (lot, await LotStock.Of(db, Me.CountyCode, lot.Id, cancellationToken));
        Matches = await MatchCards.Of(db, MatchCards.Visible(db, Me).Where(match => match.LotId == lot.Id && match.HoldId != null), Me).Take(MostMatches).ToListAsync(cancellationToken);
        Uses = await ChangeOfUse.UsesOf(db, lot, cancellationToken);
        History = await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == Me.CountyCode && move.SubjectId == lot.Id)
            .OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync(cancellationToken);
        if (Lot.State == LotState.Recalled)
        {
            await ReadReceived(cancellationToken);
        }

        return Page();
    }

    public Task<IActionResult> OnPostPublish(CancellationToken token) => Do(new PublishLot(CommandId, Me, Me.CountyCode, Number), token);

    public Task<IActionResult> OnPostSubmit(CancellationToken token) => Do(new SubmitLot(CommandId, Me, Me.CountyCode, Number), token);

    public Task<IActionResult> OnPostResume(CancellationToken token) => Do(new ResumeLot(CommandId, Me, Me.CountyCode, Number), token);

    public Task<IActionResult> OnPostReturn(string? reason, CancellationToken token) => Do(new ReturnLot(CommandId, Me, Me.CountyCode, Number, reason ?? ""), token);

    public Task<IActionResult> OnPostSuspend(string? reason, CancellationToken token) => Do(new SuspendLot(CommandId, Me, Me.CountyCode, Number, reason ?? ""), token);

    public Task<IActionResult> OnPostWithdraw(string? reason, CancellationToken token) => Do(new WithdrawLot(CommandId, Me, Me.CountyCode, Number, reason ?? ""), token);

    public Task<IActionResult> OnPostRecall(string? reason, CancellationToken token) => Do(new RecallLot(CommandId, Me, Me.CountyCode, Number, reason ?? ""), token);

    public async Task<IActionResult> OnPostConsent(string? kind, IFormFile? scan, CancellationToken token)
    {
        var (name, base64) = await FormScan.Of(scan, token);
        return await Do(new ConsentToChangeOfUse(CommandId, Me, Me.CountyCode, Number, kind ?? "", name, base64), token);
    }

    private async Task ReadReceived(CancellationToken cancellationToken)
    {
        var received = db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == Me.CountyCode && match.LotId == Lot.Id && match.DeliveredQuantity > 0);
        HouseholdsThatReceived = await received.Select(match => match.HouseholdId).Distinct().CountAsync(cancellationToken);
        Received = IsProvider ? [] : await (
            from match in received
            join household in db.Set<Household>() on new { match.CountyCode, Id = match.HouseholdId } equals new { household.CountyCode, household.Id }
            where Me.TownshipCode == "" || household.ResidenceTownship == Me.TownshipCode || household.RegisteredTownship == Me.TownshipCode
            orderby household.Number
            select new ReceivedLine(household.Number, household.ResidenceTownship, match.DeliveredQuantity, match.DeliveredOn)).ToListAsync(cancellationToken);
    }

    private Sight SightOf(SupplyLot lot) => new(
    [
        Sight.Fact("common.state", Words.Of(lot.State)), Sight.Fact("supply.name", lot.Name), Sight.Fact("supply.offered", names.Quantity(lot.Quantity, lot.Unit)),
        Sight.Fact("supply.valid_until", Days.Iso(lot.ValidUntil)),
    ]);

    private Task<IActionResult> Do<TAnswer>(ICommand<TAnswer> command, CancellationToken token)
    {
        this.OnlyAsSeen(async (inLane, cancellationToken) => await inLane.Set<SupplyLot>().AsNoTracking()
            .FirstOrDefaultAsync(lot => lot.CountyCode == Me.CountyCode && lot.Number == Number, cancellationToken) is { } lot ? SightOf(lot) : null);
        return Send(command, "supply.done", $"/supply/{Uri.EscapeDataString(Number)}", () => OnGet(token), token);
    }
}
