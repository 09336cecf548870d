using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>The people of a township's fund: every duty with who holds it, what is missing or clashes, and the stand-ins.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class TownshipPeopleModel(JiujiDb db, RuleShelf rules, StandInCheck check, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private Guid? answered;

    public string Township { get; private set; } = "";
    public string Name { get; private set; } = "";
    public TownshipDuties Duties { get; private set; } = default!;
    public IReadOnlyList<SetUpGap> Gaps { get; private set; } = [];
    public string UserName { get; private set; } = "";
    public string StandsInFor { get; private set; } = "";
    public string DocumentNumber { get; private set; } = "";
    public FundRole Duty { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly Until { get; private set; }

    /// <summary>Who may be appointed to stand in; empty for who may not appoint.</summary>
    public IReadOnlyList<StaffMember> Staff { get; private set; } = [];

    public bool MayAppoint => Is(Role.CountyCivilAffairs);

    public Task<IActionResult> OnGet(string township, CancellationToken cancellationToken)
    {
        (From, Until) = (Today, Today.AddMonths(1));
        return Load(township, cancellationToken);
    }

    public async Task<IActionResult> OnPostAppoint(
        string township, Guid commandId, FundRole role, string? userName, string? standsInFor, string? documentNumber, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        (UserName, StandsInFor, DocumentNumber) = ((userName ?? "").Trim(), (standsInFor ?? "").Trim(), (documentNumber ?? "").Trim());
        (Duty, From, Until) = (role, from, until);
        var command = new AppointStandIn(commandId, Viewer, County, township, role, UserName, StandsInFor, DocumentNumber, from, until);
        this.OnlyAsSeen(async (inLane, token) => new Sight([Filled(await TownshipDuties.Read(inLane, County, township, Today, token), role)]));
        if (await Sent(command) is not null)
        {
            return Done($"/funds/{township}/people", "duties.appointed");
        }

        await SayEveryReason(command, cancellationToken);
        return await Load(township, cancellationToken);
    }

    public async Task<IActionResult> OnPostEnd(string township, Guid commandId, Guid standIn, CancellationToken cancellationToken)
    {
        answered = standIn;
        this.OnlyAsSeen(async (inLane, token) => SightOfForm(await TownshipDuties.Read(inLane, County, township, Today, token)));
        return await Sent(new EndStandIn(commandId, Viewer, County, standIn, Today)) is null ? await OnGet(township, cancellationToken) : Done($"/funds/{township}/people");
    }

    /// <summary>The answer names the first reason; whoever mends it shall not meet the next one only then.</summary>
    private async Task SayEveryReason(AppointStandIn command, CancellationToken cancellationToken)
    {
        var said = ModelState.Values.SelectMany(entry => entry.Errors).Select(error => error.ErrorMessage).ToHashSet();
        foreach (var failed in (await check.Read(command, Today, cancellationToken)).Where(each => each.Result == CheckResult.Failed))
        {
            var sentence = T.Sentence(new Refused(failed.Rule, failed.Figures));
            if (said.Add(sentence))
            {
                ModelState.AddModelError("", sentence);
            }
        }
    }

    /// <summary>Who ends a stand-in has seen whose and until when.</summary>
    public Sight SightOf(DutyHolder holder) => new([Sight.Fact("duties.who", Who(holder)), Sight.Fact("duties.dates", Dates(holder))]);

    private Sight? SightOfForm(TownshipDuties duties) => duties.Holders.FirstOrDefault(holder => holder.StandInId is { } id && id == answered) is { } holder ? SightOf(holder) : null;

    /// <summary>Who appoints a stand-in has seen who fills that duty; the other duties do not concern them.</summary>
    private Seen Filled(TownshipDuties duties, FundRole role) => Sight.Fact(
        EnumWords.Key(role),
        string.Join(T["picture.separator"], duties.Holders.Where(holder => holder.Role == role).Select(holder => $"{Who(holder)} {Dates(holder)}").Order(StringComparer.Ordinal)));

    private string Who(DutyHolder holder) => holder.StandsInFor.Length == 0 ? holder.DisplayName : $"{holder.DisplayName} {T["duties.for_whom", holder.StandsInFor]}";

    private static string Dates(DutyHolder holder) => $"{Days.Iso(holder.From)} – {(holder.Until is { } until ? Days.Iso(until) : "")}";

    private async Task<IActionResult> Load(string township, CancellationToken cancellationToken)
    {
        if (!MaySee(township))
        {
            return Forbid();
        }

        var region = await db.Regions.AsNoTracking().FirstOrDefaultAsync(r => r.CountyCode == County && r.Code == township && r.Kind == RegionKind.Township, cancellationToken);
        if (region is null)
        {
            return NotFound();
        }

        (Township, Name) = (township, Named(region.NameZh, region.NameEn));
        Duties = await TownshipDuties.Read(db, County, township, Today, cancellationToken);
        Staff = MayAppoint ? await check.Staff(County, Today, cancellationToken) : [];
        this.Show(new Sight([.. TownshipDuties.Needed.Select(role => Filled(Duties, role))]), SightOfForm(Duties));
        Gaps = SetUpCheck.Gaps(Duties.Parts, rules.Rules(County, Today));
        return Page();
    }
}
