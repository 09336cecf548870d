using System.ComponentModel.DataAnnotations;
using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Organisations;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Organisations;

/// <summary>What somebody types about a step; kept when the form comes back.</summary>
public sealed class SocietyTyped
{
    [StringLength(200)]
    public string? Reason { get; set; }

    [StringLength(100)]
    public string? Document { get; set; }

    /// <summary>In yuan, as a person writes it.</summary>
    public string? Fiscal { get; set; }
    public string? Collective { get; set; }
    public string? Donation { get; set; }

    [StringLength(100)]
    public string? FiscalTo { get; set; }

    [StringLength(100)]
    public string? CollectiveTo { get; set; }

    [StringLength(100)]
    public string? DonationTo { get; set; }

    [StringLength(100)]
    public string? GoodsTo { get; set; }
    public IFormFile? Paper { get; set; }
}

/// <summary>One mutual-aid society: how it stands, what its next step is, and all that would end with it.</summary>
[Authorize(Roles = "CountyCivilAffairs,SocietyCouncil,Auditor")]
public sealed class SocietyDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names, TimeProvider clock) : ActingPage(mediator, words)
{
    /// <summary>In the address: the society of whoever looks.</summary>
    private const string Own = "own";

    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public SocietyTyped Typed { get; set; } = new();

    public Organisation Society { get; private set; } = default!;
    public SocietyFacts Facts { get; private set; } = default!;
    public IReadOnlyList<LotAtEnd> Lots { get; private set; } = [];

    /// <summary>How many of its people would lose their access.</summary>
    public int People { get; private set; }
    public IReadOnlyList<Move> History { get; private set; } = [];
    public NameShelf Names => names;

    /// <summary>What is promised and not yet handed over.</summary>
    public int Promises => Facts.Organisation.Matches.Count(match => match.State.IsUnderWay());
    public IEnumerable<SocietyTrigger> Steps => Enum.GetValues<SocietyTrigger>()
        .Where(trigger => SocietyLifecycle.Table.Next(Facts.State, trigger) is not null && SocietyLifecycle.Table.Rules[trigger].Roles.Contains(Me.InMatching()));

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await Find(cancellationToken) is not { } society)
        {
            return NotFound();
        }

        var county = Me.CountyCode;
        (Society, Code) = (society, society.Code);
        Facts = await SocietyDesk.Facts(db, county, society.Id, cancellationToken);
        var stock = await LotStock.Of(db, county, Facts.Organisation.Ending.LotsToWithdraw, cancellationToken);
        Lots = [.. Facts.Organisation.Lots.Where(lot => Facts.Organisation.Ending.LotsToWithdraw.Contains(lot.Id)).Select(lot => new LotAtEnd(lot, stock.GetValueOrDefault(lot.Id, LotStock.Nothing)))];
        People = await SocietyDesk.People(db, county, society.Id, clock.Today()).CountAsync(cancellationToken);
        History = await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == county && move.SubjectId == society.Id && move.Noun == SocietyLifecycle.Table.Noun)
            .OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostPause(CancellationToken token) => Do((_, _) => new PauseSociety(CommandId, Me, Me.CountyCode, Code, Typed.Reason ?? ""), token);

    public Task<IActionResult> OnPostResume(CancellationToken token) => Do((_, _) => new ResumeSociety(CommandId, Me, Me.CountyCode, Code, Typed.Reason ?? ""), token);

    public Task<IActionResult> OnPostBeginClosing(CancellationToken token) =>
        Do((name, scan) => new BeginClosingSociety(CommandId, Me, Me.CountyCode, Code, Typed.Reason ?? "", Typed.Document ?? "", name, scan), token);

    public Task<IActionResult> OnPostAudit(CancellationToken token)
    {
        var (fiscal, collective, donation) = (Fen(Typed.Fiscal, nameof(Typed.Fiscal)), Fen(Typed.Collective, nameof(Typed.Collective)), Fen(Typed.Donation, nameof(Typed.Donation)));
        return Do((name, scan) => new AuditSociety(CommandId, Me, Me.CountyCode, Code, Typed.Reason ?? "", Typed.Document ?? "", fiscal, collective, donation, name, scan), token);
    }

    public Task<IActionResult> OnPostMoveResidue(CancellationToken token) => Do(
        (name, scan) => new MoveSocietyResidue(
            CommandId, Me, Me.CountyCode, Code, Typed.Reason ?? "", Typed.Document ?? "", Typed.FiscalTo ?? "", Typed.CollectiveTo ?? "", Typed.DonationTo ?? "", Typed.GoodsTo ?? "", name, scan), token);

    public Task<IActionResult> OnPostClose(CancellationToken token) =>
        Do((name, scan) => new CloseSociety(CommandId, Me, Me.CountyCode, Code, Typed.Document ?? "", name, scan), token);

    private Task<Organisation?> Find(CancellationToken cancellationToken) => Code == Own && Me.OrganisationId is { } own
        ? db.Organisations.AsNoTracking().FirstOrDefaultAsync(each => each.Id == own && each.Kind == OrganisationKind.Society, cancellationToken)
        : db.Organisations.AsNoTracking().FirstOrDefaultAsync(
            each => each.CountyCode == Me.CountyCode && each.Code == Code && each.Kind == OrganisationKind.Society && (Me.OrganisationId == null || each.Id == Me.OrganisationId), cancellationToken);

    private long Fen(string? yuan, string field)
    {
        if (string.IsNullOrWhiteSpace(yuan))
        {
            return 0;
        }

        if (YuanText.Fen(yuan) is { } fen)
        {
            return fen;
        }

        ModelState.AddModelError($"{nameof(Typed)}.{field}", "error.amount");
        return 0;
    }

    private async Task<IActionResult> Do(Func<string, string, ICommand<SocietyDone>> command, CancellationToken token)
    {
        if (Typed.Paper is { Length: > Scan.MostBytes })
        {
            ModelState.AddModelError("", Words[$"scan.{ScanProblem.TooLarge}"]);
        }

        if (await Find(token) is not { } society)
        {
            return NotFound();
        }

        Code = society.Code;
        var (name, scan) = await FormScan.Of(Typed.Paper, token);
        return ModelState.IsValid
            ? await Send(command(name, scan), "organisation.done", $"/societies/{Uri.EscapeDataString(Code)}", () => OnGet(token), token)
            : await OnGet(token);
    }
}
