using Jiuji.Ledger;
using Jiuji.Ledger.Audit;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Audit;

/// <summary>What a sample is drawn from: payments to households, advances of the county, or every transfer of money in the book.</summary>
public enum SamplePopulation { Payments, Advances, Transfers }

/// <summary>One thing that may be drawn, with where to look at it; names nobody.</summary>
/// <param name="Id">As the sample's population hash has it, e.g. "payment:0192…".</param>
/// <param name="Number">Case, document or place in the book's sequence.</param>
public sealed record SampleRow(string Id, DateOnly Day, string Number, string Township, long AmountFen, string? Url);

/// <summary>What to draw: from what, how, how many, between which days, with which seed.</summary>
public sealed record SampleWish(SamplePopulation Population, SamplingMethod Method, int Size, DateOnly From, DateOnly To, string Seed)
{
    public const int MostPicks = 2_000;
}

/// <summary>A drawn sample with the rows behind its picks.</summary>
public sealed record DrawnSample(Sample Sample, IReadOnlyList<(SampleRow Row, int Hits)> Picks);

/// <summary>Reads a population and draws from it; reading writes nothing, so the same wish can be repeated by anybody.</summary>
public static class SamplePopulations
{
    public static async Task<DrawnSample> Draw(JiujiDb db, string county, SampleWish wish, CancellationToken cancellationToken)
    {
        var rows = (await Read(db, county, wish, cancellationToken)).ToDictionary(row => row.Id);
        var sample = Sampling.Draw(rows.Values.Select(row => new SampleItem(row.Id, row.AmountFen)), wish.Method, wish.Size, wish.Seed);
        return new DrawnSample(sample, [.. sample.Picks.Select(pick => (rows[pick.Item.Id], pick.Hits))]);
    }

    private static async Task<IReadOnlyList<SampleRow>> Read(JiujiDb db, string county, SampleWish wish, CancellationToken cancellationToken)
    {
        var places = await db.Regions.AsNoTracking().Where(region => region.CountyCode == county)
            .ToDictionaryAsync(region => region.Code, region => FundPage.Named(region.NameZh, region.NameEn), cancellationToken);
        return wish.Population switch
        {
            SamplePopulation.Payments => await Payments(db, county, wish, places, cancellationToken),
            SamplePopulation.Advances => await Advances(db, county, wish, places, cancellationToken),
            SamplePopulation.Transfers => await Transfers(db, county, wish, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(wish), wish.Population, "Unknown population."),
        };
    }

    private static async Task<List<SampleRow>> Payments(JiujiDb db, string county, SampleWish wish, Dictionary<string, string> places, CancellationToken cancellationToken) =>
        [.. (await (from payment in db.Set<Payment>().AsNoTracking()
                    where payment.CountyCode == county && payment.PaidOn >= wish.From && payment.PaidOn <= wish.To
                    join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                    select new { payment.Id, payment.PaidOn, aidCase.Number, aidCase.TownshipCode, payment.AmountFen }).ToListAsync(cancellationToken))
            .Select(row => new SampleRow($"payment:{row.Id:D}", row.PaidOn!.Value, row.Number, places.GetValueOrDefault(row.TownshipCode, row.TownshipCode), row.AmountFen, $"/cases/{row.Number}"))];

    private static async Task<List<SampleRow>> Advances(JiujiDb db, string county, SampleWish wish, Dictionary<string, string> places, CancellationToken cancellationToken) =>
        [.. (await (from advance in db.Set<Advance>().AsNoTracking()
                    where advance.CountyCode == county && advance.IssuedFen > 0 && advance.DraftedOn >= wish.From && advance.DraftedOn <= wish.To
                    join document in db.Set<JointDocument>().AsNoTracking() on new { advance.CountyCode, Id = advance.JointDocumentId } equals new { document.CountyCode, document.Id }
                    join fund in db.Set<ReserveFund>().AsNoTracking() on new { advance.CountyCode, Id = advance.ReserveFundId } equals new { fund.CountyCode, fund.Id }
                    select new { advance.Id, advance.DraftedOn, document.Number, fund.TownshipCode, advance.IssuedFen }).ToListAsync(cancellationToken))
            .Select(row => new SampleRow($"advance:{row.Id:D}", row.DraftedOn, row.Number, places.GetValueOrDefault(row.TownshipCode, row.TownshipCode), row.IssuedFen, $"/advances/{row.Id:D}"))];

    private static async Task<List<SampleRow>> Transfers(JiujiDb db, string county, SampleWish wish, CancellationToken cancellationToken) =>
        [.. (await db.Set<TransferRow>().AsNoTracking()
            .Where(t => t.CountyCode == county && t.Unit == AccountKey.Yuan && (t.Kind == TransferKind.Post || t.Kind == TransferKind.PostHold))
            .Where(t => t.OccurredOn >= wish.From && t.OccurredOn <= wish.To)
            .Select(t => new { t.Id, t.Seq, t.OccurredOn, t.Amount, t.Reason }).ToListAsync(cancellationToken))
            .Select(row => new SampleRow($"transfer:{row.Id:D}", row.OccurredOn, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Seq} {row.Reason}"), "", row.Amount, null))];
}
