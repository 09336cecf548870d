using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>One sum on its way back to the county, with the next step of whoever looks.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class SweepBackDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private static readonly SweepBackState[] Path = [SweepBackState.Proposed, SweepBackState.Accepted, SweepBackState.Sent, SweepBackState.Received];

    public SweepBack Sweep { get; private set; } = default!;
    public ReserveFund Fund { get; private set; } = default!;
    public string Township { get; private set; } = "";
    public string To { get; private set; } = "";
    public string Reason { get; private set; } = "";

    public bool MaySend => Sweep.State == SweepBackState.Accepted && Is(Role.Cashier);
    public bool MayReceive => Sweep.State == SweepBackState.Sent && Is(Role.CountyFinance);
    public bool MayCallOff => Sweep.State == SweepBackState.Accepted && Is(Role.CountyCivilAffairs, Role.CountyFinance);

    public IReadOnlyList<LifeStep> Steps
    {
        get
        {
            var at = Array.IndexOf(Path, Sweep.State);
            return at < 0
                ? [new LifeStep(T.Of(Sweep.State), StepMark.Stop)]
                : [.. Path.Select((state, i) => new LifeStep(T.Of(state), i < at || i == Path.Length - 1 && i == at ? StepMark.Done : i == at ? StepMark.Now : StepMark.Ahead))];
        }
    }

    public Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken) => Load(id, cancellationToken);

    public async Task<IActionResult> OnPostSend(Guid id, Guid commandId, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, slip) = await Scanned(scan, cancellationToken);
        return await Take(id, new SendSweepBack(commandId, Viewer, County, id, ScanName: name, Scan: slip), cancellationToken);
    }

    public async Task<IActionResult> OnPostReceive(Guid id, Guid commandId, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, receipt) = await Scanned(scan, cancellationToken);
        return await Take(id, new ReceiveSweepBack(commandId, Viewer, County, id, ScanName: name, Scan: receipt), cancellationToken);
    }

    public Task<IActionResult> OnPostCallOff(Guid id, Guid commandId, string? reason, CancellationToken cancellationToken)
    {
        Reason = (reason ?? "").Trim();
        return Take(id, new CallOffSweepBack(commandId, Viewer, County, id, Reason), cancellationToken);
    }

    private async Task<IActionResult> Take(Guid id, ICommand<SweepBackState> command, CancellationToken cancellationToken) =>
        await Sent(command) is null ? await Load(id, cancellationToken) : Done($"/funds/sweep-backs/{id}");

    private async Task<IActionResult> Load(Guid id, CancellationToken cancellationToken)
    {
        var found = await (from sweep in db.Set<SweepBack>().AsNoTracking()
                           where sweep.CountyCode == County && sweep.Id == id
                           join fund in db.Set<ReserveFund>().AsNoTracking() on new { sweep.CountyCode, Id = sweep.ReserveFundId } equals new { fund.CountyCode, fund.Id }
                           join region in db.Regions.AsNoTracking() on fund.TownshipCode equals region.Code
                           join other in db.Regions.AsNoTracking() on sweep.ToTownship equals other.Code into others
                           from to in others.DefaultIfEmpty()
                           select new { sweep, fund, region.NameZh, region.NameEn, ToZh = to == null ? "" : to.NameZh, ToEn = to == null ? "" : to.NameEn })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        if (!MaySee(found.fund.TownshipCode))
        {
            return Forbid();
        }

        (Sweep, Fund, Township, To) = (found.sweep, found.fund, Named(found.NameZh, found.NameEn), Named(found.ToZh, found.ToEn));
        return Page();
    }
}
