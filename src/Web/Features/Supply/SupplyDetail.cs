using Jiuji.Matching;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Lanes;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Supply;

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
    public NameShelf Names => names;
    public bool IsProvider => Me.InMatching().IsProvider();

    public bool May(LotTrigger trigger) => Me.StandsFor(Lot.OrganisationId)
        && SupplyLotLifecycle.Table.Next(Lot.State, trigger) is not null && SupplyLotLifecycle.Table.Rules[trigger].Roles.Contains(Me.InMatching());

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var lot = await db.Set<SupplyLot>().AsNoTracking().Include(each => each.Areas).Include(each => each.Categories).AsSplitQuery()
            .FirstOrDefaultAsync(each => each.CountyCode == Me.CountyCode && each.Number == Number, cancellationToken);
        if (lot is null || !(Me.StandsFor(lot.OrganisationId) || lot.State == LotState.Published))
        {
            return NotFound();
        }

        (Lot, Stock) = (lot, await LotStock.Of(db, Me.CountyCode, lot.Id, cancellationToken));
        Matches = await MatchCards.Of(db, MatchCards.Visible(db, Me).Where(match => match.LotId == lot.Id && match.HoldId != null), Me).Take(MostMatches).ToListAsync(cancellationToken);
        History = await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == Me.CountyCode && move.SubjectId == lot.Id)
            .OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostPublish(CancellationToken token) => Do(new PublishLot(CommandId, Me, Me.CountyCode, Number), token);

    public Task<IActionResult> OnPostSubmit(CancellationToken token) => Do(new SubmitLot(CommandId, Me, Me.CountyCode, Number), token);

    public Task<IActionResult> OnPostResume(CancellationToken token) => Do(new ResumeLot(CommandId, Me, Me.CountyCode, Number), token);

    public Task<IActionResult> OnPostReturn(string? reason, CancellationToken token) => Do(new ReturnLot(CommandId, Me, Me.CountyCode, Number, reason ?? ""), token);

    public Task<IActionResult> OnPostSuspend(string? reason, CancellationToken token) => Do(new SuspendLot(CommandId, Me, Me.CountyCode, Number, reason ?? ""), token);

    public Task<IActionResult> OnPostWithdraw(string? reason, CancellationToken token) => Do(new WithdrawLot(CommandId, Me, Me.CountyCode, Number, reason ?? ""), token);

    public Task<IActionResult> OnPostRecall(string? reason, CancellationToken token) => Do(new RecallLot(CommandId, Me, Me.CountyCode, Number, reason ?? ""), token);

    private Task<IActionResult> Do(ICommand<LotDone> command, CancellationToken token) =>
        Send(command, "supply.done", $"/supply/{Uri.EscapeDataString(Number)}", () => OnGet(token), token);
}
