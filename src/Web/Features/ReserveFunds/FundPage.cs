using FluentValidation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.LongWork;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>Who opens the pages of the reserve fund at all; which township they see is decided by what the page shows.</summary>
public static class FundViewers
{
    public const string Money =
        $"{nameof(Role.TownshipHandler)},{nameof(Role.OfficeHead)},{nameof(Role.LeaderAffairs)},{nameof(Role.LeaderFinance)},{nameof(Role.Cashier)},"
        + $"{nameof(Role.Bookkeeper)},{nameof(Role.CountyCivilAffairs)},{nameof(Role.CountyFinance)},{nameof(Role.Auditor)}";

    /// <summary>A station's worker visits households and hands in papers, so the cases are theirs too.</summary>
    public const string Cases = $"{Money},{nameof(Role.StationWorker)}";

    /// <summary>The city receives what counties report, and may look behind its figures.</summary>
    public const string Reports = $"{Cases},{nameof(Role.CityOperator)}";

    public const string CountyOffices = $"{nameof(Role.CountyCivilAffairs)},{nameof(Role.CountyFinance)}";
}

/// <summary>What the pages of funds, cases and claims share: who looks, what day it is, and how a form becomes a command.</summary>
public abstract class FundPage(IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : PageModel
{
    public Actor Viewer => field ??= User.Actor();
    public string County => Viewer.CountyCode;
    public DateOnly Today => clock.Today();
    protected IStringLocalizer<Words> T => words;
    protected DateTimeOffset Now => clock.GetUtcNow();
    protected TimeProvider Clock => clock;

    /// <summary>A fresh id for each form shown: sending the same form twice does the thing once.</summary>
    public Guid NewCommandId => Guid.CreateVersion7();

    public bool Is(params Role[] roles) => roles.Contains(Viewer.Role);

    public bool MaySee(string township) => Viewer.MayActIn(County, township);

    /// <summary>The capacity in which the viewer takes steps; an auditor takes none.</summary>
    public FundRole? Capacity => Viewer.Role == Role.Auditor ? null : FundCapacity.Of(Viewer.Role);

    /// <summary>Sends what the form asks for. Where it is malformed or refused, the page is shown again with the reason and answers with its status.</summary>
    protected async Task<Result<TAnswer>?> Sent<TAnswer>(ICommand<TAnswer> command)
    {
        if (!ModelState.IsValid)
        {
            return null;
        }

        try
        {
            return Taken(await mediator.Send(command, HttpContext.RequestAborted));
        }
        catch (ValidationException malformed)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            foreach (var error in malformed.Errors)
            {
                ModelState.AddModelError(error.PropertyName, error.ErrorMessage);
            }
        }

        return null;
    }

    /// <summary>
    /// The same for what may take long: answered here where it is done at once; else it leads to the page of the work.
    /// </summary>
    protected async Task<(Result<TAnswer>? Result, IActionResult? Elsewhere)> SentAsWork<TAnswer>(LongTasks jobs, ICommand<TAnswer> command, string word, string back)
    {
        if (!ModelState.IsValid)
        {
            return (null, null);
        }

        var (id, result) = await jobs.Send(command, word, back, done => done.Refused is { } refused ? words.Sentence(refused) : words["notice.done"], null, HttpContext.RequestAborted);
        return result is null ? (null, Redirect($"/jobs/{id}")) : (Taken(result), null);
    }

    private Result<TAnswer>? Taken<TAnswer>(Result<TAnswer> result)
    {
        if (result.Refused is not { } refused)
        {
            return result;
        }

        Response.StatusCode = RefusalWords.Status(refused);
        ModelState.AddModelError("", words.Sentence(refused));
        return null;
    }

    /// <summary>The scan that came with a form, empty where none did. One that is too large is said, and nothing is done without it.</summary>
    protected async Task<(string Name, string Base64)> Scanned(IFormFile? scan, CancellationToken cancellationToken)
    {
        if (scan is { Length: > Scan.MostBytes })
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            ModelState.AddModelError(scan.Name, $"scan.{ScanProblem.TooLarge}");
        }

        return await FormScan.Of(scan, cancellationToken);
    }

    /// <summary>Post, redirect, get: the next page says what was done.</summary>
    protected IActionResult Done(string url, string notice = "notice.done")
    {
        TempData["notice"] = notice;
        return Redirect(url);
    }

    /// <summary>Working days until a day, below zero when it has passed.</summary>
    public static int WorkingDaysLeft(WorkingDayClock calendar, DateOnly today, DateOnly due) =>
        due < today ? -calendar.Between(due, today) : calendar.Between(today, due);

    /// <summary>A place in the reader's language.</summary>
    public static string Named(string zh, string en) => SpokenLanguages.IsChinese ? zh : en;
}
