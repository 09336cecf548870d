using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Steps;

/// <summary>What the form of a step shows, whatever it is a step of.</summary>
public sealed record StepForm(string Title, string Says, IReadOnlyList<StepField> Fields, IReadOnlyDictionary<string, string> Typed, Guid CommandId, string Back, DateOnly Today);

/// <summary>The page of one step: it says what the step does, asks for what it needs, and goes back to where it came from.</summary>
public abstract class StepPage<TSheet>(IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
    where TSheet : class
{
    private Dictionary<string, string> typed = [];

    public TSheet Sheet { get; private set; } = default!;
    public PageStep<TSheet> Step { get; private set; } = default!;
    public string Number { get; private set; } = "";
    public bool IsOpen => Step.IsFor(Viewer, Sheet);

    /// <summary>The address of the subject's own page.</summary>
    public abstract string Back { get; }

    /// <summary>Where a step leads that was taken; the subject's own page unless it began something new.</summary>
    protected virtual string Next => Back;

    /// <summary>What the step's command answered, as text.</summary>
    protected string Answer { get; private set; } = "";

    public StepForm Form => new(T.Of(Step.Step), T[$"act.{Step.Key}"], Step.Fields, typed, NewCommandId, Back, Today);

    protected abstract IReadOnlyList<PageStep<TSheet>> Steps { get; }

    /// <summary>The subject, or null where the county has none of that number.</summary>
    protected abstract Task<TSheet?> Read(string number, CancellationToken cancellationToken);

    protected abstract string TownshipOf(TSheet sheet);

    /// <summary>What the step is decided on, as the page shows it; null where nothing stands yet.</summary>
    protected virtual Task<Sight?> SightOf(JiujiDb from, string number, CancellationToken cancellationToken) => Task.FromResult<Sight?>(null);

    public async Task<IActionResult> OnGet(string? number, string step, CancellationToken cancellationToken) => await Load(number ?? "", step, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPost(string? number, string step, Guid commandId, CancellationToken cancellationToken)
    {
        if (await Load(number ?? "", step, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        typed = Step.Fields.ToDictionary(field => field.Name, field => Request.Form[field.Name].ToString().Trim());
        foreach (var field in Step.Fields.Where(field => field.Kind == StepFieldKind.File))
        {
            var file = Request.Form.Files[field.Name];
            (typed[$"{field.Name}.name"], typed[field.Name]) = await FormScan.Of(file, cancellationToken);
            if (file is { Length: > Scan.MostBytes })
            {
                ModelState.AddModelError(field.Name, $"scan.{ScanProblem.TooLarge}");
            }
        }

        foreach (var field in Step.Fields)
        {
            if (field.Wrong(typed[field.Name]) is { } wrong)
            {
                ModelState.AddModelError(field.Name, wrong);
            }
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        this.OnlyAsSeen((inLane, token) => SightOf(inLane, Number, token));
        return await Step.Send(new Sender(this), new StepInput(commandId, Viewer, Number, typed)) ? Done(Next) : await Again(cancellationToken);
    }

    private async Task<IActionResult> Again(CancellationToken cancellationToken)
    {
        if (await SightOf(HttpContext.RequestServices.GetRequiredService<JiujiDb>(), Number, cancellationToken) is { } now)
        {
            this.Show(now);
        }

        return Page();
    }

    private async Task<IActionResult?> Load(string number, string step, CancellationToken cancellationToken)
    {
        if (await Read(number, cancellationToken) is not { } sheet || Steps.FirstOrDefault(each => each.Key == step) is not { } found)
        {
            return NotFound();
        }

        (Number, Sheet, Step) = (number, sheet, found);
        if (!MaySee(TownshipOf(sheet)) || !found.Roles.Contains(Viewer.Role))
        {
            return Forbid();
        }

        if (await SightOf(HttpContext.RequestServices.GetRequiredService<JiujiDb>(), number, cancellationToken) is { } sight)
        {
            this.Show(sight);
        }

        return null;
    }

    private sealed class Sender(StepPage<TSheet> page) : StepSender
    {
        public override async Task<bool> Send<TAnswer>(ICommand<TAnswer> command)
        {
            var result = await page.Sent(command);
            page.Answer = result?.Value?.ToString() ?? "";
            return result is not null;
        }
    }
}
