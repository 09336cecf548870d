using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>A case as its pages show it, the person masked: names, place and cause in words, its payment, and everything that was done.</summary>
public sealed record CaseSheet(
    AidCase AidCase, string HouseholdNumber, Person Applicant, string Township, string Village, string Cause, Payment? Payment, IReadOnlyList<LifecycleMove> Moves)
{
    /// <summary>Steps that were taken; refused tries are kept apart.</summary>
    public IEnumerable<LifecycleMove> Taken => Moves.Where(move => move.Refusal is null);

    /// <summary>Who did what in this aid, the acceptance included, for the rule of different people.</summary>
    public IReadOnlyList<Part> Parts => [new Part(FundRole.Handler, AidCase.HandledBy), .. Taken.Select(Part.Of)];

    /// <summary>Three queries: the case with its names, its payment with the papers, the history of both.</summary>
    public static async Task<CaseSheet?> Read(JiujiDb db, string county, string number, CancellationToken cancellationToken)
    {
        var found = await (from aidCase in db.Set<AidCase>().AsNoTracking().Include(c => c.Signatures)
                           where aidCase.CountyCode == county && aidCase.Number == number
                           join household in db.Set<Household>().AsNoTracking() on new { aidCase.CountyCode, Id = aidCase.HouseholdId } equals new { household.CountyCode, household.Id }
                           join person in db.Set<Person>().AsNoTracking() on new { aidCase.CountyCode, Id = aidCase.ApplicantPersonId } equals new { person.CountyCode, person.Id }
                           join township in db.Regions.AsNoTracking() on aidCase.TownshipCode equals township.Code
                           join v in db.Regions.AsNoTracking() on aidCase.VillageCode equals v.Code into villages
                           from village in villages.DefaultIfEmpty()
                           join c in db.Codes.AsNoTracking().Where(c => c.List == "hardship-cause") on aidCase.CauseCode equals c.Code into causes
                           from cause in causes.DefaultIfEmpty()
                           select new { aidCase, household.Number, person, township, village, cause }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var payment = await db.Set<Payment>().AsNoTracking().Include(p => p.Papers)
            .FirstOrDefaultAsync(p => p.CountyCode == county && p.AidCaseId == found.aidCase.Id && p.InstalmentNo == 1, cancellationToken);
        List<Guid> subjects = payment is null ? [found.aidCase.Id] : [found.aidCase.Id, payment.Id];
        var moves = await db.Set<LifecycleMove>().AsNoTracking().Where(move => move.CountyCode == county && subjects.Contains(move.SubjectId))
            .OrderBy(move => move.At).ThenBy(move => move.Id).ToListAsync(cancellationToken);
        return new CaseSheet(
            found.aidCase, found.Number, found.person, FundPage.Named(found.township.NameZh, found.township.NameEn),
            found.village is null ? "" : FundPage.Named(found.village.NameZh, found.village.NameEn),
            found.cause is null ? found.aidCase.CauseCode : FundPage.Named(found.cause.Zh, found.cause.En), payment, moves);
    }
}
