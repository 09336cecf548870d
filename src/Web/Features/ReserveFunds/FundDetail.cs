using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Looks.Pictures;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>One township's fund in one year: the sum in hands and the gate first, then where every yuan is.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class FundDetailModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int MostPayments = 12;
    private static readonly (int From, int? To, string Word)[] Ages = [(0, 30, "fund.age_30"), (31, 60, "fund.age_60"), (61, 90, "fund.age_90"), (91, null, "fund.age_over")];

    public FundReading Reading { get; private set; } = default!;
    public FundContext Fund => Reading.Fund!;
    public IReadOnlyList<FundAdvance> Advances => Reading.Advances;
    public GateBox Gate { get; private set; } = default!;

    /// <summary>Advances that both bureaus made past the shut gate; counted for everybody to see.</summary>
    public IReadOnlyList<FundAdvance> Emergencies => [.. Advances.Where(advance => advance is { Kind: AdvanceKind.Emergency, IssuedFen: > 0 })];

    public IEnumerable<FundPayment> Recent => Reading.Payments.Where(p => p.PaidOn is not null).OrderByDescending(p => (p.PaidOn, p.CaseNumber)).Take(MostPayments);

    public int? TargetPercent => Fund.Fund.Year < Today.Year ? Fund.Pack.UseTargetPercentYear : IdleMoney.TargetPercent(Fund.Pack, Today);

    /// <summary>The four ages that people count in; what the pack's age lets idle too long carries its advice.</summary>
    public IReadOnlyList<AgeLayer> AgeLayers => [.. Ages.Select(age => new AgeLayer(
        T[age.Word], Reading.Layers.Where(layer => layer.AgeDays(Today) >= age.From && (age.To is null || layer.AgeDays(Today) <= age.To)).Sum(layer => layer.AmountFen),
        age.To is null ? T["fund.age_advice"].Value : null))];

    public long SweepBackFen => IdleMoney.SweepBackProposalFen(Reading.Layers, Fund.Pack, Reading.RunOut.MonthFen, Today);

    public async Task<IActionResult> OnGet(string township, int year, CancellationToken cancellationToken)
    {
        if (!MaySee(township))
        {
            return Forbid();
        }

        var found = await FundReadings.Read(db, rules, County, township, year, Today, cancellationToken);
        if (found.Count == 0)
        {
            return NotFound();
        }

        Reading = found[0];
        if (Reading.Fund is null)
        {
            return Page();
        }

        Gate = GateWords.Box(T, Reading, Today);
        return Page();
    }

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);
}
