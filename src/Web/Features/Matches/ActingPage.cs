using FluentValidation;
using Jiuji.Web.Language;
using Jiuji.Web.Lanes;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Matches;

/// <summary>Who may open which page of matching; each command asks again.</summary>
public static class MatchingPages
{
    public const string Offices = "StationWorker,TownshipHandler,CountyCivilAffairs";
    public const string OfficesAndProviders = Offices + ",CharityStaff,SocietyTreasurer,SocietyCouncil";
    public const string NoticeKey = "notice";
}

/// <summary>A page with buttons: it sends a command as the person signed in, and answers with a notice or with the rule that refused it.</summary>
public abstract class ActingPage(IMediator mediator, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>Made when the page is shown, so that a form sent twice is done once.</summary>
    [BindProperty]
    public Guid CommandId { get; set; } = Guid.CreateVersion7();

    [TempData(Key = MatchingPages.NoticeKey)]
    public string? Notice { get; set; }

    protected Actor Me => User.Actor();
    protected IStringLocalizer<Words> Words => words;

    /// <summary>Done: to the address, with the notice. Refused: the same page again with the reason on top, and what was typed.</summary>
    protected async Task<IActionResult> Send<T>(ICommand<T> command, string notice, string then, Func<Task<IActionResult>> again, CancellationToken cancellationToken)
    {
        try
        {
            return await Answer(await mediator.Send(command, cancellationToken), notice, then, again);
        }
        catch (ValidationException malformed)
        {
            foreach (var error in malformed.Errors)
            {
                ModelState.AddModelError(error.PropertyName, error.ErrorMessage);
            }

            return await again();
        }
    }

    protected async Task<IActionResult> Answer<T>(Result<T> result, string notice, string then, Func<Task<IActionResult>> again)
    {
        if (result.Refused is { } refused)
        {
            ModelState.AddModelError("", words.Sentence(refused));
            CommandId = Guid.CreateVersion7();
            return await again();
        }

        Notice = words[notice];
        return Redirect(then);
    }
}
