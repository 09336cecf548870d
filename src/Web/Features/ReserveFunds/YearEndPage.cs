using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.LongWork;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>
/// The end of a fund-year: what is in hands is handed back or carried forward, with what lay unused for two years shown beforehand; what is still open; and the
/// closing of a township that is merged or split.
/// </summary>
[Authorize(Roles = FundViewers.CountyOffices)]
public sealed class YearEndPageModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock, LongTasks jobs) : FundPage(mediator, words, clock)
{
    public FundReading Reading { get; private set; } = default!;
    public FundContext Fund => Reading.Fund!;
    public string Township { get; private set; } = "";
    public int Year { get; private set; }
    public string DocumentNumber { get; private set; } = "";

    /// <summary>Born before the year: unused in two years running, so it goes back in any case (Budget Law 42).</summary>
    public long SurplusFen => Reading.Layers.Where(layer => layer.BornOn < new DateOnly(Year, 1, 1)).Sum(layer => layer.AmountFen);

    public DateOnly LastDay => Today.Year > Year ? new DateOnly(Year, 12, 31) : Today;
    public bool MayEnd => Is(Role.CountyFinance) && Fund.Fund.State is FundYearState.Active or FundYearState.AdvancesSuspended;
    public bool MayClose => Is(Role.CountyFinance) && Fund.Fund.State is FundYearState.CarriedForward or FundYearState.HandedBack or FundYearState.Closing;
    public bool MayEndFund => Is(Role.CountyFinance) && Fund.InBook.ValidTo is null;
    public bool MayMerge => Fund.Fund.State is FundYearState.Active or FundYearState.AdvancesSuspended or FundYearState.Clearing;

    public Task<IActionResult> OnGet(string township, int year, CancellationToken cancellationToken) => Load(township, year, cancellationToken);

    public async Task<IActionResult> OnPostEnd(string township, int year, Guid commandId, YearEnd how, DateOnly? day, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, sheet) = await Scanned(scan, cancellationToken);
        return await Take(township, year, new CloseFundYear(commandId, Viewer, County, township, year, how, day, name, sheet), cancellationToken);
    }

    public async Task<IActionResult> OnPostClose(string township, int year, Guid commandId, IFormFile? scan, CancellationToken cancellationToken)
    {
        var (name, sheet) = await Scanned(scan, cancellationToken);
        return await Take(township, year, new CloseFundForGood(commandId, Viewer, County, township, year, ScanName: name, Scan: sheet), cancellationToken);
    }

    public Task<IActionResult> OnPostEndFund(string township, int year, Guid commandId, DateOnly day, CancellationToken cancellationToken) =>
        Take(township, year, new EndFund(commandId, Viewer, County, township, year, day), cancellationToken);

    public async Task<IActionResult> OnPostMerge(string township, int year, Guid commandId, string? documentNumber, IFormFile? scan, CancellationToken cancellationToken)
    {
        DocumentNumber = (documentNumber ?? "").Trim();
        var (name, document) = await Scanned(scan, cancellationToken);
        return await Take(township, year, new StartClosingFund(commandId, Viewer, County, township, year, DocumentNumber, ScanName: name, Scan: document), cancellationToken);
    }

    private async Task<IActionResult> Take<TAnswer>(string township, int year, ICommand<TAnswer> command, CancellationToken cancellationToken)
    {
        var page = $"/funds/{township}/{year}/year-end";
        var taken = await SentAsWork(jobs, command, "yearend.title", page);
        return taken.Elsewhere ?? (taken.Result is null ? await Load(township, year, cancellationToken) : Done(page));
    }

    private async Task<IActionResult> Load(string township, int year, CancellationToken cancellationToken)
    {
        (Township, Year) = (township, year);
        var found = await FundReadings.Read(db, rules, County, township, year, Today, cancellationToken);
        if (found is not [{ Fund: not null } reading])
        {
            return NotFound();
        }

        Reading = reading;
        return Page();
    }
}
