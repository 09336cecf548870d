using System.Globalization;
using System.Security.Cryptography;
using Jiuji.Ledger.Audit;
using Jiuji.Web.Database;
using Jiuji.Web.Files;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Audit;

/// <summary>Draws a sample. The address holds the whole wish, seed included, so that a link or a printed line draws the same again.</summary>
[Authorize(Roles = AuditViewers.All)]
public sealed class SampleDrawModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : AuditPage(mediator, words, clock)
{
    private const int UsualSize = 25;

    public SampleWish Wish { get; private set; } = default!;
    public DrawnSample? Drawn { get; private set; }

    public string Query => string.Create(CultureInfo.InvariantCulture,
        $"population={Wish.Population}&method={Wish.Method}&size={Wish.Size}&from={Wish.From:yyyy-MM-dd}&to={Wish.To:yyyy-MM-dd}&seed={Uri.EscapeDataString(Wish.Seed)}");

    public async Task<IActionResult> OnGet(SamplePopulation? population, SamplingMethod? method, int? size, DateOnly? from, DateOnly? to, string? seed, CancellationToken cancellationToken)
    {
        Wish = Wished(population, method, size, from, to, seed);
        if (population is null)
        {
            return Page();
        }

        if (string.IsNullOrWhiteSpace(seed))
        {
            // The seed is made once and stands in the address from then on.
            Wish = Wish with { Seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) };
            return Redirect($"/audit/sample?{Query}");
        }

        Drawn = await SamplePopulations.Draw(db, County, Wish, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnGetCsv(SamplePopulation? population, SamplingMethod? method, int? size, DateOnly? from, DateOnly? to, string? seed, CancellationToken cancellationToken)
    {
        Wish = Wished(population, method, size, from, to, seed);
        var drawn = await SamplePopulations.Draw(db, County, Wish, cancellationToken);
        using var stream = new MemoryStream();
        SampleSheet.Csv(stream, T, drawn);
        return File(stream.ToArray(), "text/csv", $"sample-{County}-{Wish.Population}.csv");
    }

    private SampleWish Wished(SamplePopulation? population, SamplingMethod? method, int? size, DateOnly? from, DateOnly? to, string? seed) => new(
        population ?? SamplePopulation.Payments, method ?? SamplingMethod.MonetaryUnit, Math.Clamp(size ?? UsualSize, 1, SampleWish.MostPicks),
        from ?? new DateOnly(Today.Year, 1, 1), to ?? Today, (seed ?? "").Trim());
}

/// <summary>A sample as a file.</summary>
public static class SampleSheet
{
    public static void Csv(Stream stream, IStringLocalizer<Words> words, DrawnSample drawn) => SheetWriter.Csv(stream, new SheetFields<(SampleRow Row, int Hits)>()
        .Text(words["audit.item"], pick => pick.Row.Id)
        .Day(words["common.date"], pick => pick.Row.Day)
        .Text(words["common.number"], pick => pick.Row.Number)
        .Text(words["common.township"], pick => pick.Row.Township)
        .Yuan(words["common.amount_yuan"], pick => pick.Row.AmountFen)
        .Whole(words["audit.hits"], pick => pick.Hits), drawn.Picks);
}
