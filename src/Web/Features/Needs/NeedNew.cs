using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Needs;

/// <summary>Enters one need by hand: what a station found on a visit or a household asked for.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class NeedNewModel(IMediator mediator, IStringLocalizer<Words> words, NameShelf names, TimeProvider clock) : ActingPage(mediator, words)
{
    [BindProperty]
    public NeedTyped Typed { get; set; } = new();

    [BindProperty]
    public DiscoverySource Source { get; set; } = DiscoverySource.Aide;

    [BindProperty]
    public bool IsWhole { get; set; }

    public NameShelf Names => names;

    public void OnGet(string? household) => (Typed.Household, Typed.Number) = (household, NeedTyped.Suggested(clock.Today(), CommandId));

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = new EnterNeed(
            CommandId, Me, Me.CountyCode, Typed.Number!.Trim(), Typed.Household!.Trim(), Typed.Kind!, Typed.QuantityIn(names), Typed.Urgency, Source, Typed.Deadline, IsWhole,
            Note: Typed.Note ?? "");
        return await Send(command, "need.entered", $"/needs/{Uri.EscapeDataString(command.NeedNumber)}", () => Task.FromResult<IActionResult>(Page()), cancellationToken);
    }
}
