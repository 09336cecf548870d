using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Matches;
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

/// <summary>What a lot of the organisation still holds, if it ended today.</summary>
public sealed record LotAtEnd(SupplyLot Lot, LotStock Stock);

/// <summary>One charity in this county: how it stands, and, before anybody decides, all that would end with it.</summary>
[Authorize(Roles = nameof(Role.CountyCivilAffairs))]
public sealed class OrganisationDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names) : ActingPage(mediator, words)
{
    [FromRoute]
    public string Code { get; set; } = "";

    public string Document { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public Organisation Organisation { get; private set; } = default!;
    public OrganisationFacts Facts { get; private set; } = default!;
    public IReadOnlyList<LotAtEnd> Lots { get; private set; } = [];

    /// <summary>What is promised now, with the need that would stand open again.</summary>
    public IReadOnlyList<(Match Match, string Need, string Unit, string Kind)> Promises { get; private set; } = [];
    public IReadOnlyList<Move> History { get; private set; } = [];
    public NameShelf Names => names;
    public OrganisationState State => Facts.Standing.State;

    public bool May(OrganisationTrigger trigger) => OrganisationLifecycle.Table.Next(State, trigger) is not null;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var county = Me.CountyCode;
        if (await OrganisationDesk.Find(db, Code, cancellationToken) is not { } organisation)
        {
            return NotFound();
        }

        (Organisation, Facts) = (organisation, await OrganisationDesk.Facts(db, county, organisation.Id, cancellationToken));
        var ending = Facts.Ending;
        var stock = await LotStock.Of(db, county, ending.LotsToWithdraw, cancellationToken);
        Lots = [.. Facts.Lots.Where(lot => ending.LotsToWithdraw.Contains(lot.Id)).Select(lot => new LotAtEnd(lot, stock.GetValueOrDefault(lot.Id, LotStock.Nothing)))];
        var promised = Facts.Matches.Where(match => match.State.IsUnderWay()).ToList();
        var ids = promised.Select(match => match.NeedId).ToList();
        var needs = await db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == county && ids.Contains(need.Id)).ToDictionaryAsync(need => need.Id, cancellationToken);
        Promises = [.. promised.Select(match => (match, needs[match.NeedId].Number, needs[match.NeedId].Unit, needs[match.NeedId].KindCode)).OrderBy(each => each.Number)];
        History = await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == county && move.SubjectId == organisation.Id && move.Noun == OrganisationLifecycle.Table.Noun)
            .OrderBy(move => move.At).ThenBy(move => move.ActId).ToListAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostSuspend(string? reason, CancellationToken token) => Do(new SuspendOrganisation(CommandId, Me, Me.CountyCode, Code, reason ?? ""), reason, "", token);

    public Task<IActionResult> OnPostResume(string? reason, CancellationToken token) => Do(new ResumeOrganisation(CommandId, Me, Me.CountyCode, Code, reason ?? ""), reason, "", token);

    public async Task<IActionResult> OnPostLiquidate(string? reason, string? document, IFormFile? paper, CancellationToken token)
    {
        var (name, content) = await Scanned(paper, token);
        return await Do(new LiquidateOrganisation(CommandId, Me, Me.CountyCode, Code, reason ?? "", document ?? "", name, content), reason, document, token);
    }

    public async Task<IActionResult> OnPostEnd(string? reason, string? document, IFormFile? paper, CancellationToken token)
    {
        var (name, content) = await Scanned(paper, token);
        return await Do(new EndOrganisation(CommandId, Me, Me.CountyCode, Code, reason ?? "", document ?? "", name, content), reason, document, token);
    }

    private async Task<(string Name, string Content)> Scanned(IFormFile? paper, CancellationToken token)
    {
        if (paper is { Length: > Scan.MostBytes })
        {
            ModelState.AddModelError("", Words[$"scan.{ScanProblem.TooLarge}"]);
        }

        return await FormScan.Of(paper, token);
    }

    private async Task<IActionResult> Do(ICommand<OrganisationDone> command, string? reason, string? document, CancellationToken token)
    {
        (Reason, Document) = (reason ?? "", document ?? "");
        return ModelState.IsValid ? await Send(command, "organisation.done", $"/organisations/{Uri.EscapeDataString(Code)}", () => OnGet(token), token) : await OnGet(token);
    }
}
