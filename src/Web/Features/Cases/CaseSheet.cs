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
    /// <summary>All payments of the case, an instalment each; <see cref="Payment"/> is the one that the page is about.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];
    public AidFirst? AidFirst { get; init; }
    public StagedGrant? Grant { get; init; }
    public BridgingAid? Bridging { get; init; }
    public CashReceipt? Receipt { get; init; }
    public IReadOnlyList<RecoveryCase> Recoveries { get; init; } = [];
    public IReadOnlyList<PaymentOverride> Overrides { get; init; } = [];

    /// <summary>The payment whose receiver a page shows; null where the next instalment is still to be planned.</summary>
    public Payment? Shown => OwesInstalment ? null : Payment;

    /// <summary>Number of the case that this one follows; empty for none.</summary>
    public string Follows { get; init; } = "";

    /// <summary>Steps that were taken; refused tries are kept apart.</summary>
    public IEnumerable<LifecycleMove> Taken => Moves.Where(move => move.Refusal is null);

    /// <summary>For whom a signature was given by a stand-in; empty for the signer's own.</summary>
    public string ForWhom(CaseSignature signature) =>
        Taken.FirstOrDefault(move => move.Actor == signature.Actor && move.Role == signature.Role && move.At == signature.At)?.StandsInFor ?? "";

    /// <summary>Who did what in this aid, the acceptance included, for the rule of different people.</summary>
    public IReadOnlyList<Part> Parts => [new Part(FundRole.Handler, AidCase.HandledBy), .. Taken.Select(Part.Of)];

    /// <summary>Decided, in whichever way its kind is decided, so that money may leave.</summary>
    public bool MayBePaid => AidCase.State is AidCaseState.Signed or AidCaseState.Filed or AidCaseState.CountyApproved or AidCaseState.MeetingApproved
        || (AidCase.State == AidCaseState.Closed && Payment is not null)
        || Bridging is { State: BridgingAidState.Signed or BridgingAidState.Paid }
        || Payment is { IsWithHousehold: true };

    /// <summary>The last instalment is paid and another one is to come.</summary>
    public bool OwesInstalment => Grant is { State: StagedGrantState.Running } grant && Payment is { PaidOn: not null } && grant.PaidInstalments < grant.Instalments;

    /// <summary>Aid first that has not been completed, declined or decided by the county.</summary>
    public bool WaitsAsAidFirst => AidFirst is { State: AidFirstState.Requested or AidFirstState.Authorised or AidFirstState.AuthorisedByCall };

    /// <summary>The case with its names, its payments with the papers, what accompanies it, and the history of all.</summary>
    public static async Task<CaseSheet?> Read(JiujiDb db, string county, string number, CancellationToken cancellationToken, int instalment = 0)
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

        var id = found.aidCase.Id;
        var payments = await db.Set<Payment>().AsNoTracking().Include(p => p.Papers).Where(p => p.CountyCode == county && p.AidCaseId == id)
            .OrderBy(p => p.InstalmentNo).ToListAsync(cancellationToken);
        var payment = instalment > 0 ? payments.Find(p => p.InstalmentNo == instalment) : payments.LastOrDefault();
        var first = found.aidCase.Mode == AidMode.AidFirst ? await db.Set<AidFirst>().AsNoTracking().FirstOrDefaultAsync(f => f.CountyCode == county && f.AidCaseId == id, cancellationToken) : null;
        var grant = found.aidCase.Mode == AidMode.Staged ? await db.Set<StagedGrant>().AsNoTracking().FirstOrDefaultAsync(g => g.CountyCode == county && g.AidCaseId == id, cancellationToken) : null;
        var bridging = found.aidCase.Mode == AidMode.Bridging
            ? await db.Set<BridgingAid>().AsNoTracking().FirstOrDefaultAsync(b => b.CountyCode == county && b.AidCaseId == id, cancellationToken) : null;
        var ids = payments.Select(p => p.Id).ToList();
        var recoveries = await db.Set<RecoveryCase>().AsNoTracking().Where(r => r.CountyCode == county && r.PaymentId != null && ids.Contains(r.PaymentId.Value)).ToListAsync(cancellationToken);
        List<Guid> subjects = [id, .. ids, .. new[] { first?.Id, grant?.Id, bridging?.Id }.OfType<Guid>()];
        var moves = await db.Set<LifecycleMove>().AsNoTracking().Where(move => move.CountyCode == county && subjects.Contains(move.SubjectId))
            .OrderBy(move => move.At).ThenBy(move => move.Id).ToListAsync(cancellationToken);
        return new CaseSheet(
            found.aidCase, found.Number, found.person, FundPage.Named(found.township.NameZh, found.township.NameEn),
            found.village is null ? FundPage.Named(found.township.NameZh, found.township.NameEn) : FundPage.Named(found.village.NameZh, found.village.NameEn),
            found.cause is null ? found.aidCase.CauseCode : FundPage.Named(found.cause.Zh, found.cause.En), payment, moves)
        {
            Payments = payments, AidFirst = first, Grant = grant, Bridging = bridging, Recoveries = recoveries,
            Receipt = payment is { ReceiptNumber.Length: > 0 }
                ? await db.Set<CashReceipt>().AsNoTracking().FirstOrDefaultAsync(r => r.CountyCode == county && r.Number == payment.ReceiptNumber, cancellationToken) : null,
            Overrides = await db.Set<PaymentOverride>().AsNoTracking().Where(o => o.CountyCode == county && o.AidCaseId == id).OrderBy(o => o.At).ToListAsync(cancellationToken),
            Follows = found.aidCase.FollowsCaseId is { } before
                ? await db.Set<AidCase>().Where(c => c.CountyCode == county && c.Id == before).Select(c => c.Number).FirstOrDefaultAsync(cancellationToken) ?? "" : "",
        };
    }
}
