using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Advances;

/// <summary>A joint document with what is left on it for further advances.</summary>
public sealed record OpenDocument(string Number, long LeftFen);

/// <summary>Drafts a township's share of a joint document. The fund's gate is shown here already, since it decides at the issue.</summary>
[Authorize(Roles = nameof(Role.CountyCivilAffairs))]
public sealed class AdvanceNewModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public FundReading Reading { get; private set; } = default!;
    public GateBox Gate { get; private set; } = default!;
    public IReadOnlyList<OpenDocument> Documents { get; private set; } = [];
    public string Document { get; private set; } = "";
    public string Amount { get; private set; } = "";
    public string CaseNumber { get; private set; } = "";
    public AdvanceKind Kind { get; private set; }

    /// <summary>What can be drafted here; a replenishment answers a claim and is made there.</summary>
    public static readonly IReadOnlyList<AdvanceKind> Kinds = [AdvanceKind.Ordinary, AdvanceKind.Emergency, AdvanceKind.MakesGood];

    public async Task<IActionResult> OnGet(string township, int year, CancellationToken cancellationToken, AdvanceKind kind = AdvanceKind.Ordinary)
    {
        Kind = kind;
        return await Load(township, year, cancellationToken);
    }

    public async Task<IActionResult> OnPost(
        Guid commandId, string township, int year, string? document, string? amount, AdvanceKind kind, string? caseNumber, CancellationToken cancellationToken)
    {
        (Document, Amount, Kind, CaseNumber) = (document ?? "", amount ?? "", kind, (caseNumber ?? "").Trim());
        if (YuanText.Fen(amount) is not { } fen)
        {
            ModelState.AddModelError(nameof(Amount), "error.amount");
        }
        else if (await Sent(new DraftAdvance(commandId, Viewer, County, township, year, Document, fen, Kind, CaseNumber: CaseNumber)) is { } drafted)
        {
            return Done($"/advances/{drafted.Value}");
        }

        return await Load(township, year, cancellationToken);
    }

    private async Task<IActionResult> Load(string township, int year, CancellationToken cancellationToken)
    {
        var found = await FundReadings.Read(db, rules, County, township, year, Today, cancellationToken);
        if (found is not [{ Fund: not null } reading])
        {
            return NotFound();
        }

        (Reading, Gate) = (reading, GateWords.Box(T, reading, Today));
        var drafted = db.Set<Advance>().Where(a => a.CountyCode == County && a.State != AdvanceState.Cancelled);
        Documents = [.. (await db.Set<JointDocument>().AsNoTracking().Where(d => d.CountyCode == County)
            .OrderByDescending(d => d.IssuedOn)
            .Select(d => new OpenDocument(d.Number, d.AmountFen - drafted.Where(a => a.CountyCode == d.CountyCode && a.JointDocumentId == d.Id).Sum(a => a.AmountFen)))
            .ToListAsync(cancellationToken)).Where(document => document.LeftFen > 0)];
        return Page();
    }
}
