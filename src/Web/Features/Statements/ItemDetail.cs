using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Statements;

/// <summary>One exception: the line or movement, who answers for it, what comes near it without agreeing, and every way to work it off.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class ItemDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock, LineDesk desk, BankBook book, RuleLearning learning, LineHints hints)
    : StatementPage(db, mediator, words, clock)
{
    public Guid ItemId { get; private set; }
    public BankLine? Line { get; private set; }
    public BookMove? Move { get; private set; }
    public UnmatchedItem? Item { get; private set; }
    public LineMeaning? Meaning { get; private set; }

    /// <summary>Open movements near the line by name, account or number, whose amount is another one (T14 keeps them apart).</summary>
    public IReadOnlyList<BookMove> NearMisses { get; private set; } = [];
    public IReadOnlyList<BookMove> SameAmount { get; private set; } = [];
    public string Reason { get; private set; } = "";
    public string Reference { get; private set; } = "";
    public DateOnly Day => Line?.Day ?? Move!.Day;
    public long AmountFen => Line?.AmountFen ?? Move!.AmountFen;
    public bool IsOpen => Item?.State != UnmatchedItemState.Closed && Line?.MatchId is null;

    public IEnumerable<ItemOutcome> Postings => Line is null ? [] : Enum.GetValues<ItemOutcome>().Where(outcome => LinePostings.Comes(outcome) == Line.AmountFen > 0);

    /// <summary>What the book has that a reference can name: open cases, claims and debts of this amount, and the cashiers.</summary>
    public IReadOnlyList<LineHint> Hints { get; private set; } = [];

    /// <summary>What most likely is right stands chosen.</summary>
    public ItemOutcome? Likely => Meaning switch
    {
        LineMeaning.Interest => ItemOutcome.InterestPosted,
        LineMeaning.BankFee => ItemOutcome.FeePosted,
        LineMeaning.Unidentified => ItemOutcome.UnidentifiedPosted,
        LineMeaning.DonationByMistake => ItemOutcome.DonationPosted,
        LineMeaning.BankReturn => ItemOutcome.PaymentReturned,
        LineMeaning.Payment => ItemOutcome.PaymentConfirmed,
        LineMeaning.Advance => ItemOutcome.AdvanceReceived,
        LineMeaning.HandBack => ItemOutcome.SweepBackSent,
        LineMeaning.Cash => Line?.AmountFen > 0 ? ItemOutcome.CashRebanked : ItemOutcome.CashDrawn,
        null => null,
    };

    public Task<IActionResult> OnGet(Guid id, string? township, CancellationToken cancellationToken) => Load(id, township, cancellationToken);

    public async Task<IActionResult> OnPostSettle(Guid id, Guid commandId, ItemOutcome outcome, string? reference, string? reason, CancellationToken cancellationToken)
    {
        (Reference, Reason) = (reference ?? "", reason ?? "");
        return await Sent(new SettleLine(commandId, Viewer, County, id, outcome, Reference, Reason)) is null ? await Load(id, null, cancellationToken) : await Back(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostExplain(Guid id, string township, Guid commandId, ItemOutcome outcome, string? reason, string? evidence, CancellationToken cancellationToken)
    {
        Reason = reason ?? "";
        return await Sent(new ExplainItem(commandId, Viewer, County, township, id, outcome, Reason, evidence ?? "")) is null
            ? await Load(id, township, cancellationToken)
            : Done($"/statements/{township}", "reconcile.explained");
    }

    public async Task<IActionResult> OnPostMatch(Guid id, string township, Guid commandId, Guid move, CancellationToken cancellationToken) =>
        await Sent(new MatchLines(commandId, Viewer, County, township, id.ToString(), move.ToString())) is null
            ? await Load(id, township, cancellationToken)
            : Done($"/statements/{township}", "reconcile.matched_now");

    public async Task<IActionResult> OnPostAssign(Guid id, string township, Guid commandId, string? owner, DateOnly? dueOn, CancellationToken cancellationToken) =>
        await Sent(new AssignItem(commandId, Viewer, County, id, (owner ?? "").Trim(), dueOn ?? Today)) is null
            ? await Load(id, township, cancellationToken)
            : Done($"/statements/items/{id}?township={township}");

    private async Task<IActionResult> Back(Guid id, CancellationToken cancellationToken) =>
        Done($"/statements/{await Db.Set<BankLine>().AsNoTracking().Where(l => l.CountyCode == County && l.Id == id).Select(l => l.TownshipCode).SingleAsync(cancellationToken)}", "reconcile.worked");

    private async Task<IActionResult> Load(Guid id, string? township, CancellationToken cancellationToken)
    {
        ItemId = id;
        Line = await Db.Set<BankLine>().AsNoTracking().FirstOrDefaultAsync(l => l.CountyCode == County && l.Id == id, cancellationToken);
        Item = await Db.Set<UnmatchedItem>().AsNoTracking().FirstOrDefaultAsync(i => i.CountyCode == County && i.Id == id, cancellationToken);
        var of = Line?.TownshipCode ?? Item?.TownshipCode ?? township ?? "";
        if (await Enter(of, cancellationToken) is { } status)
        {
            return StatusCode(status);
        }

        if (await desk.Place(County, of, cancellationToken) is not { } place)
        {
            return NotFound();
        }

        if (Line is null)
        {
            Move = (await book.Moves(place, Today.AddYears(-2), Today, cancellationToken)).Find(m => m.TransferId == id);
            return Move is null ? NotFound() : Page();
        }

        Hints = IsOpen ? await hints.For(Line, place, cancellationToken) : [];
        Meaning = RuleLearning.Guess(await learning.InUse(County, cancellationToken), Line);
        var open = await desk.Open(place, Line.Day, Today, tracked: false, cancellationToken);
        SameAmount = [.. open.Moves.Where(move => move.AmountFen == Line.AmountFen).OrderBy(move => Math.Abs(move.Day.DayNumber - Line.Day.DayNumber)).Take(8)];
        NearMisses = [.. open.Moves.Where(move => move.AmountFen != Line.AmountFen && move.AmountFen > 0 == Line.AmountFen > 0 && IsNear(move, Line)).Take(8)];
        return Page();
    }

    private static bool IsNear(BookMove move, BankLine line) =>
        (move.Name.Length > 0 && move.Name == line.Counterparty) || (move.Number.Length > 3 && $"{line.Summary} {line.Reference}".Contains(move.Number, StringComparison.Ordinal))
        || (line.AccountIndex.Length > 0 && move.Account == Convert.ToBase64String(line.AccountIndex));
}
