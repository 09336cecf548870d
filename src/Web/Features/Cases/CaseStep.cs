using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>One step of a case on a page of its own.</summary>
[Authorize(Roles = FundViewers.Cases)]
public sealed class CaseStepModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : StepPage<CaseSheet>(mediator, words, clock)
{
    public override string Back => $"/cases/{Number}";

    protected override IReadOnlyList<PageStep<CaseSheet>> Steps => CaseWorks.All;

    protected override Task<CaseSheet?> Read(string number, CancellationToken cancellationToken) => CaseSheet.Read(db, County, number, cancellationToken);

    protected override string TownshipOf(CaseSheet sheet) => sheet.AidCase.TownshipCode;

    protected override async Task<Sight?> SightOf(JiujiDb from, string number, CancellationToken cancellationToken) =>
        await CaseSheet.Read(from, County, number, cancellationToken) is not { } sheet ? null
        : new Sight([Sight.Fact("common.state", T.Of(sheet.AidCase.State)), .. CaseSight.Facts(sheet, sheet.Applicant.NameMasked)]);
}
