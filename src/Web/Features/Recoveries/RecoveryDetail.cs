using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Recoveries;

/// <summary>One debt: what is still open, from where it comes, what was done, and what this viewer may do next.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class RecoveryDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public RecoverySheet Sheet { get; private set; } = default!;

    public IReadOnlyList<StepLink> Links => [.. RecoveryWorks.All.Where(step => step.IsFor(Viewer, Sheet)).OrderBy(step => step.StandsBack)
        .Select(step => new StepLink($"/recoveries/{Sheet.Debt.Number}/do/{step.Key}", T.Of(step.Step), T[$"act.{step.Key}"], step.StandsBack))];

    public async Task<IActionResult> OnGet(string number, CancellationToken cancellationToken)
    {
        if (await RecoverySheet.Read(db, County, number, cancellationToken) is not { } sheet)
        {
            return NotFound();
        }

        Sheet = sheet;
        return MaySee(sheet.TownshipCode) ? Page() : Forbid();
    }
}

/// <summary>One step of a recovery on a page of its own.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class RecoveryStepModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : StepPage<RecoverySheet>(mediator, words, clock)
{
    public override string Back => $"/recoveries/{Number}";

    protected override IReadOnlyList<PageStep<RecoverySheet>> Steps => RecoveryWorks.All;

    protected override Task<RecoverySheet?> Read(string number, CancellationToken cancellationToken) => RecoverySheet.Read(db, County, number, cancellationToken);

    protected override string TownshipOf(RecoverySheet sheet) => sheet.TownshipCode;

    protected override async Task<Sight?> SightOf(JiujiDb from, string number, CancellationToken cancellationToken) =>
        await RecoverySheet.Read(from, County, number, cancellationToken) is { Debt: var debt }
            ? new Sight([Sight.Fact("common.state", T.Of(debt.State)), Sight.Fact("common.amount", Figures.Yuan(debt.AmountFen)), Sight.Fact("recovery.recovered", Figures.Yuan(debt.RecoveredFen))])
            : null;
}
