using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>One township's money in hands by how long it has lain, in the levels of the rule pack.</summary>
public sealed record IdleRow(FundReading Reading, IReadOnlyDictionary<IdleLevel, long> ByLevel)
{
    public long Fen(IdleLevel level) => ByLevel.GetValueOrDefault(level);
}

/// <summary>A proposal with the names of both ends; the second is empty where the county keeps it.</summary>
public sealed record IdleProposal(ReallocationProposal Proposal, string From, string To);

/// <summary>A sweep-back under way.</summary>
public sealed record SweepBackRow(SweepBack Sweep, string Township, string To);

/// <summary>County money that waits on a joint document (X2).</summary>
public sealed record UnissuedDocument(string Number, DateOnly IssuedOn, long LeftFen);

/// <summary>A claim that the county has not reviewed.</summary>
public sealed record WaitingClaim(string Number, string Township, DateOnly SubmittedOn, DateOnly? DueOn, long AmountFen);

/// <summary>
/// Money that lies still, wherever it lies: in the townships by age, at the county on documents, in claims not yet reviewed; what should be done about it, which a
/// county officer accepts or declines; and the other failure, townships that run out or have no fund.
/// </summary>
[Authorize(Roles = $"{FundViewers.CountyOffices},{nameof(Role.Auditor)}")]
public sealed class IdlePageModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int DeclinedForDays = 30;

    public int Year { get; private set; }
    public PackValues Pack { get; private set; } = default!;
    public IReadOnlyList<IdleRow> Rows { get; private set; } = [];
    public IReadOnlyList<IdleProposal> Proposals { get; private set; } = [];
    public IReadOnlyList<SweepBackRow> UnderWay { get; private set; } = [];
    public IReadOnlyList<FundReading> RunningOut { get; private set; } = [];
    public IReadOnlyList<FundReading> Without { get; private set; } = [];
    public IReadOnlyList<UnissuedDocument> Unissued { get; private set; } = [];
    public IReadOnlyList<WaitingClaim> Claims { get; private set; } = [];

    /// <summary>What was typed for a proposal that was refused, so that nobody types it twice.</summary>
    public (string From, string To, string Amount, string Reason)? Typed { get; private set; }

    public string AmountOf(ReallocationProposal proposal) => IsTyped(proposal) ? Typed!.Value.Amount : YuanText.Of(proposal.AmountFen);

    public string ReasonOf(ReallocationProposal proposal) => IsTyped(proposal) ? Typed!.Value.Reason : "";

    private bool IsTyped(ReallocationProposal proposal) => Typed is { } typed && typed.From == proposal.FromTownship && typed.To == proposal.ToTownship;

    public bool MayDecide => Is(Role.CountyCivilAffairs);
    public long IdleFen => Rows.Sum(row => row.Fen(IdleLevel.Warned) + row.Fen(IdleLevel.ShutsGate) + row.Fen(IdleLevel.ProposeSweepBack));

    public Task<IActionResult> OnGet(int? year, CancellationToken cancellationToken) => Load(year, cancellationToken);

    public async Task<IActionResult> OnPostAccept(
        Guid commandId, int year, string township, string? to, string? amount, string? document, CancellationToken cancellationToken)
    {
        Typed = (township, to ?? "", amount ?? "", "");
        var command = new AcceptSweepBack(commandId, Viewer, County, township, year, YuanText.Fen(amount) ?? 0, ToTownship: to ?? "", DocumentNumber: document ?? "");
        return await Sent(command) is { } accepted ? Done($"/funds/sweep-backs/{accepted.Value}") : await Load(year, cancellationToken);
    }

    public async Task<IActionResult> OnPostDecline(
        Guid commandId, int year, string township, string? to, string? amount, string? reason, CancellationToken cancellationToken)
    {
        Typed = (township, to ?? "", amount ?? "", reason ?? "");
        var command = new DeclineSweepBack(commandId, Viewer, County, township, year, YuanText.Fen(amount) ?? 0, reason ?? "", to ?? "");
        return await Sent(command) is null ? await Load(year, cancellationToken) : Done($"/funds/idle?year={year}");
    }

    private async Task<IActionResult> Load(int? year, CancellationToken cancellationToken)
    {
        (Year, Pack) = (year ?? Today.Year, rules.Rules(County, Today));
        var readings = await FundReadings.Read(db, rules, County, "", Year, Today, cancellationToken);
        var names = readings.ToDictionary(reading => reading.TownshipCode, reading => reading.Name);
        var open = readings.Where(reading => reading.Fund is not null).ToDictionary(reading => reading.TownshipCode);
        var funds = open.Values.ToDictionary(reading => reading.Fund!.Fund.Id, reading => reading.TownshipCode);
        Rows = [.. IdleMoney.Rank(open.Values.Select(r => (r.TownshipCode, r.Fund!.Position, r.Layers)), Today).Select(rank => open[rank.TownshipCode]).Select(reading =>
            new IdleRow(reading, reading.Layers.GroupBy(layer => IdleMoney.Level(layer, Pack, Today)).ToDictionary(level => level.Key, level => level.Sum(layer => layer.AmountFen))))];
        RunningOut = [.. open.Values.Where(reading => reading.RunOut.RunsOutBeforeMonthEnd(Today)).OrderBy(reading => reading.RunOut.LastsUntil)];
        Without = [.. readings.Where(reading => reading.Fund is null)];

        var ids = funds.Keys.ToList();
        var sweeps = await db.Set<SweepBack>().AsNoTracking().Where(s => s.CountyCode == County && ids.Contains(s.ReserveFundId)).ToListAsync(cancellationToken);
        UnderWay = [.. sweeps.Where(s => s.State is SweepBackState.Accepted or SweepBackState.Sent).OrderBy(s => s.DecidedOn)
            .Select(s => new SweepBackRow(s, names[funds[s.ReserveFundId]], names.GetValueOrDefault(s.ToTownship, "")))];
        var declined = sweeps.Where(s => s.State == SweepBackState.Declined && s.DecidedOn > Today.AddDays(-DeclinedForDays)).Select(s => (funds[s.ReserveFundId], s.ToTownship)).ToHashSet();
        var onOrder = sweeps.Where(s => s.State == SweepBackState.Accepted).ToLookup(s => s.ReserveFundId, s => s.AmountFen);
        var standings = open.Values.Select(r => Standing.Of(r.TownshipCode, r.Fund!.Position, r.Layers, r.RunOut, Pack, onOrder[r.Fund.Fund.Id].Sum(), Today)).ToList();
        Proposals = [.. Reallocation.ProposeAll(standings).Where(p => !declined.Contains((p.FromTownship, p.ToTownship)))
            .Select(p => new IdleProposal(p, names[p.FromTownship], names.GetValueOrDefault(p.ToTownship, "")))];
        await AtTheCounty(names, cancellationToken);
        return Page();
    }

    /// <summary>The same meter over what the county itself lets lie: documents not issued, claims not reviewed.</summary>
    private async Task AtTheCounty(Dictionary<string, string> names, CancellationToken cancellationToken)
    {
        var advances = db.Set<Advance>().Where(a => a.CountyCode == County);
        Unissued = [.. (await db.Set<JointDocument>().AsNoTracking().Where(d => d.CountyCode == County).OrderBy(d => d.IssuedOn)
            .Select(d => new UnissuedDocument(d.Number, d.IssuedOn, d.AmountFen - advances.Where(a => a.CountyCode == d.CountyCode && a.JointDocumentId == d.Id).Sum(a => a.IssuedFen)))
            .ToListAsync(cancellationToken)).Where(document => document.LeftFen > 0)];
        Claims = [.. (await db.Set<ReimbursementClaim>().AsNoTracking()
            .Where(c => c.CountyCode == County && (c.State == ReimbursementClaimState.Submitted || c.State == ReimbursementClaimState.UnderReview))
            .OrderBy(c => c.SubmittedOn).Select(c => new { c.Number, c.TownshipCode, c.SubmittedOn, c.ReviewDueOn, Fen = c.Lines.Sum(line => line.AmountFen) }).ToListAsync(cancellationToken))
            .Select(c => new WaitingClaim(c.Number, names.GetValueOrDefault(c.TownshipCode, c.TownshipCode), c.SubmittedOn!.Value, c.ReviewDueOn, c.Fen))];
    }

    public int DaysSince(DateOnly day) => Today.DayNumber - day.DayNumber;
}
