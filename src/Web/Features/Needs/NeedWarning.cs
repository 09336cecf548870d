using System.ComponentModel.DataAnnotations;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Refusals;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Needs;

/// <summary>A monitoring warning or a hotline ticket has been looked into: what was found decides where it goes (B10, B11).</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class NeedWarningModel(IMediator mediator, IStringLocalizer<Words> words, NameShelf names, TimeProvider clock) : ActingPage(mediator, words)
{
    private readonly IMediator sender = mediator;

    [BindProperty]
    public NeedTyped Typed { get; set; } = new();

    [BindProperty]
    public DiscoverySource Source { get; set; } = DiscoverySource.Warning;

    [BindProperty]
    public WarningFinding Finding { get; set; } = WarningFinding.NotEligible;

    [BindProperty, Required(ErrorMessage = "error.required_here"), StringLength(40)]
    public string? Reference { get; set; }

    public NameShelf Names => names;

    /// <summary>What was done with the last one.</summary>
    public WarningRouted? Routed { get; private set; }

    public static bool BecomesNeed(WarningFinding finding) => finding is WarningFinding.NotEligible or WarningFinding.StillInNeed;

    public void OnGet(string? household) => (Typed.Household, Typed.Number) = (household, NeedTyped.Suggested(clock.Today(), CommandId));

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!BecomesNeed(Finding))
        {
            // Only a referral to the society becomes a need; the other ways ask nothing more.
            foreach (var field in new[] { nameof(NeedTyped.Kind), nameof(NeedTyped.Quantity), nameof(NeedTyped.Number) })
            {
                ModelState.Remove($"{nameof(Typed)}.{field}");
            }
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var sent = await sender.Send(
            new RouteWarning(
                CommandId, Me, Me.CountyCode, Source, Reference!.Trim(), Typed.Household!.Trim(), Finding, Typed.Note ?? "", Typed.Number ?? "", Typed.Kind ?? "",
                Typed.QuantityIn(names), Typed.Urgency, Typed.Deadline), cancellationToken);
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        if (sent.Refused is { } refused)
        {
            ModelState.AddModelError("", Words.Sentence(refused));
            return Page();
        }

        Routed = sent.Value;
        ModelState.Clear();
        (Typed, Reference) = (new NeedTyped { Number = NeedTyped.Suggested(clock.Today(), CommandId) }, null);
        return Page();
    }
}
