using Jiuji.Ledger;
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

/// <summary>A bank line that is still open, with who answers for it and what it most likely is.</summary>
public sealed record OpenLine(BankLine Line, UnmatchedItem? Item, LineMeaning? Meaning);

/// <summary>Lines and movements that are probably the same money.</summary>
public sealed record SuggestedMatch(IReadOnlyList<BankLine> Lines, IReadOnlyList<BookMove> Moves, MatchReason Reasons)
{
    public string LineIds => string.Join(';', Lines.Select(line => line.Id));
    public string MoveIds => string.Join(';', Moves.Select(move => move.TransferId));
}

/// <summary>A settled line with what it was settled by.</summary>
public sealed record MatchedLine(Guid MatchId, BankLine Line, MatchWay Way, MatchReason Reasons, string By, int Moves, bool MayUndo);

/// <summary>A clerk's desk: what is suggested and taken with one press, what is an exception, what only the book knows, and what has matched.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class StatementDeskModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock, LineDesk desk, RuleLearning learning)
    : StatementPage(db, mediator, words, clock)
{
    public IReadOnlyList<SuggestedMatch> Suggested { get; private set; } = [];
    public IReadOnlyList<OpenLine> Exceptions { get; private set; } = [];
    public IReadOnlyList<BookMove> OnlyInBook { get; private set; } = [];
    public IReadOnlyList<MatchedLine> Matched { get; private set; } = [];
    public IReadOnlyList<BankStatement> Files { get; private set; } = [];
    public IReadOnlyList<FundMonth> Reconciled { get; private set; } = [];
    public IReadOnlyList<LearnedRule> Rules { get; private set; } = [];
    public HashSet<Guid> InFlight { get; private set; } = [];

    /// <summary>The month after the last reconciled one; what the desk works on.</summary>
    public DateOnly Month { get; private set; }

    public Task<IActionResult> OnGet(string township, CancellationToken cancellationToken) => Load(township, cancellationToken);

    public async Task<IActionResult> OnPostMatch(string township, Guid commandId, string[] lines, string[] moves, CancellationToken cancellationToken) =>
        await Sent(new MatchLines(commandId, Viewer, County, township, string.Join(';', lines), string.Join(';', moves))) is null
            ? await Load(township, cancellationToken)
            : Done($"/statements/{township}", "reconcile.matched_now");

    /// <summary>Takes every suggestion as it stands now; one that somebody else has worked meanwhile is left.</summary>
    public async Task<IActionResult> OnPostAll(string township, CancellationToken cancellationToken)
    {
        await Load(township, cancellationToken);
        foreach (var suggested in Suggested)
        {
            if (await Sent(new MatchLines(Guid.CreateVersion7(), Viewer, County, township, suggested.LineIds, suggested.MoveIds)) is null)
            {
                return await Load(township, cancellationToken);
            }
        }

        return Done($"/statements/{township}", "reconcile.matched_now");
    }

    public async Task<IActionResult> OnPostUndo(string township, Guid commandId, Guid match, CancellationToken cancellationToken) =>
        await Sent(new UndoMatch(commandId, Viewer, County, match)) is null ? await Load(township, cancellationToken) : Done($"/statements/{township}", "reconcile.undone");

    public async Task<IActionResult> OnPostRule(string township, Guid commandId, Guid rule, bool approve, CancellationToken cancellationToken) =>
        await Sent(new DecideRule(commandId, Viewer, County, rule, approve)) is null ? await Load(township, cancellationToken) : Done($"/statements/{township}");

    private async Task<IActionResult> Load(string township, CancellationToken cancellationToken)
    {
        if (await Enter(township, cancellationToken) is { } status)
        {
            return StatusCode(status);
        }

        Files = await Db.Set<BankStatement>().AsNoTracking().Where(s => s.CountyCode == County && s.TownshipCode == township).OrderByDescending(s => s.LastDay).Take(24).ToListAsync(cancellationToken);
        Reconciled = await Db.Set<FundMonth>().AsNoTracking().Where(m => m.CountyCode == County && m.TownshipCode == township).OrderByDescending(m => m.Month).Take(24).ToListAsync(cancellationToken);
        Rules = await Db.Set<LearnedRule>().AsNoTracking().Where(r => r.CountyCode == County && r.State != LearnedRuleState.Rejected).OrderBy(r => r.State).ToListAsync(cancellationToken);
        Month = Reconciled.Count > 0 ? Reconciled[0].Month.AddMonths(1) : CountyDay.Month(Files.Count > 0 ? Files.Min(file => file.FirstDay) : Today);
        if (await desk.Place(County, township, cancellationToken) is not { } place)
        {
            return Page();
        }

        var sides = await desk.Open(place, Month, Today, tracked: false, cancellationToken);
        Split(sides, await Db.Set<UnmatchedItem>().AsNoTracking().Where(i => i.CountyCode == County && i.TownshipCode == township && i.State != UnmatchedItemState.Closed)
            .ToDictionaryAsync(i => i.Id, cancellationToken), await learning.InUse(County, cancellationToken));
        await Settled(township, cancellationToken);
        return Page();
    }

    private void Split(OpenSides sides, Dictionary<Guid, UnmatchedItem> items, IReadOnlyList<LearnedRule> rules)
    {
        var (lines, moves) = (sides.Lines.ToDictionary(line => line.Id), sides.Moves.ToDictionary(move => move.TransferId));
        Suggested = [.. sides.Propose().OrderByDescending(proposal => proposal.Score)
            .Select(proposal => new SuggestedMatch([.. proposal.Lines.Select(id => lines[id])], [.. proposal.Moves.Select(id => moves[id])], proposal.Reasons))];
        var (taken, used) = (Suggested.SelectMany(s => s.Lines).Select(l => l.Id).ToHashSet(), Suggested.SelectMany(s => s.Moves).Select(m => m.TransferId).ToHashSet());
        InFlight = [.. items.Values.Where(item => item.State == UnmatchedItemState.InFlight).Select(item => item.Id)];
        Exceptions = [.. sides.Lines.Where(line => !taken.Contains(line.Id)).Select(line => new OpenLine(line, items.GetValueOrDefault(line.Id), RuleLearning.Guess(rules, line)))
            .OrderBy(open => InFlight.Contains(open.Line.Id)).ThenBy(open => open.Line.Day)];
        var first = Files.Count == 0 ? DateOnly.MaxValue : CountyDay.Month(Files.Min(file => file.FirstDay));
        var last = Files.Count == 0 ? DateOnly.MinValue : Files.Max(file => file.LastDay);
        OnlyInBook = [.. sides.Moves.Where(move => !used.Contains(move.TransferId) && move.Day >= first && move.Day <= last)];
    }

    private async Task Settled(string township, CancellationToken cancellationToken)
    {
        var reconciled = Reconciled.Select(month => month.Month).ToHashSet();
        var from = Month;
        var rows = await Db.Set<BankLine>().AsNoTracking().Where(l => l.CountyCode == County && l.TownshipCode == township && l.Day >= from && l.MatchId != null)
            .Join(Db.Set<BankMatch>().AsNoTracking(), l => new { l.CountyCode, Id = l.MatchId!.Value }, m => new { m.CountyCode, m.Id }, (line, match) => new { line, match, Moves = match.Entries.Count })
            .OrderBy(row => row.line.Day).ThenBy(row => row.line.RowNumber).ToListAsync(cancellationToken);
        Matched = [.. rows.Select(row => new MatchedLine(
            row.match.Id, row.line, row.match.Way, row.match.Reasons, row.match.By, row.Moves, row.match.Way != MatchWay.Posted && !reconciled.Contains(CountyDay.Month(row.line.Day))))];
    }
}
