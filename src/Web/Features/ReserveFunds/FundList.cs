using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>All townships of the county in a year, the most idle first; somebody of a township goes straight to their own fund.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class FundListModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public int Year { get; private set; }
    public IReadOnlyList<FundReading> Ranked { get; private set; } = [];
    public IReadOnlyList<FundReading> Without { get; private set; } = [];
    public int? TargetPercent { get; private set; }

    public long InHandsFen => Ranked.Sum(reading => reading.Fund!.Position.InHands);
    public int Shut => Ranked.Count(reading => reading.Gate.Count > 0);

    /// <summary>The county's sum of each part, which is also the legend of the bars below it.</summary>
    public IReadOnlyList<(string Word, string Colour, long Fen)> Total =>
        [.. Ranked.SelectMany(reading => FundReading.Parts(reading.Fund!.Position)).GroupBy(part => (part.Word, part.Colour)).Select(g => (g.Key.Word, g.Key.Colour, g.Sum(p => p.Fen)))];

    public async Task<IActionResult> OnGet(int? year, CancellationToken cancellationToken)
    {
        if (Viewer.TownshipCode.Length > 0)
        {
            return Redirect($"/funds/{Viewer.TownshipCode}/{year ?? Today.Year}");
        }

        await Load(year, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostOpen(Guid commandId, string township, int year, CancellationToken cancellationToken)
    {
        if (await Sent(new OpenFund(commandId, Viewer, County, township, year)) is not null)
        {
            return Done($"/funds/{township}/{year}");
        }

        await Load(year, cancellationToken);
        return Page();
    }

    private async Task Load(int? year, CancellationToken cancellationToken)
    {
        Year = year ?? Today.Year;
        TargetPercent = Year < Today.Year ? null : IdleMoney.TargetPercent(rules.Rules(County, Today), Today);
        var readings = await FundReadings.Read(db, rules, County, "", Year, Today, cancellationToken);
        var byCode = readings.Where(reading => reading.Fund is not null).ToDictionary(reading => reading.TownshipCode);
        Ranked = [.. IdleMoney.Rank(byCode.Values.Select(r => (r.TownshipCode, r.Fund!.Position, r.Layers)), Today).Select(rank => byCode[rank.TownshipCode])];
        Without = [.. readings.Where(reading => reading.Fund is null)];
    }

    public bool MayOpen => Is(Role.CountyCivilAffairs);
}
