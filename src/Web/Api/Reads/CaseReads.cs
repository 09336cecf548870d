using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>Who signed a case, in which capacity and when.</summary>
public sealed record SignatureView(FundRole Role, string By, DateTimeOffset At);

/// <summary>One household's emergency from acceptance to payment. Amounts in fen; people masked.</summary>
/// <param name="DueOn">The day by which it is to be paid; provisional while the calendar of that year is not out.</param>
public sealed record CaseView(
    string Number, string Household, string Applicant, string Township, string Village, AidType Type, AidMode Mode, AidCaseState State, string Cause, long AmountFen, int People,
    DateOnly AcceptedOn, DateOnly DueOn, bool DueProvisional, string HandledBy, IReadOnlyList<SignatureView> Signatures, IReadOnlyList<PaymentView> Payments);

public static class CaseReads
{
    private static readonly IReadOnlyList<Role> Viewers = ApiRead.RolesOf(FundViewers.Cases);

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/cases", "list-cases", ApiScope.ReadFunds, Viewers, List, typeof(ListPart<CaseView>)),
        new("/cases/{number}", "read-case", ApiScope.ReadFunds, Viewers, One, typeof(CaseView)),
    ];

    /// <summary>Lists the cases of the sender's area, by number.</summary>
    /// <param name="state">Only cases in this state.</param>
    /// <param name="township">Only cases of this township, by its code.</param>
    private static Task<IResult> List(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, AidCaseState? state, string? township)
    {
        var (caller, after) = (Caller.Of(context.User), page.After);
        var cases = Seen(db, caller.Actor).Where(c => after == "" || c.Number.CompareTo(after) > 0);
        if (state is not null)
        {
            cases = cases.Where(c => c.State == state);
        }

        if (township is not null)
        {
            cases = cases.Where(c => c.TownshipCode == township);
        }

        return Answers.Part(context, page, cases.OrderBy(c => c.Number), c => c.Number, rows => Views(db, caller.County, rows, context.RequestAborted));
    }

    /// <summary>Reads one case with its signatures, payments and papers.</summary>
    private static async Task<IResult> One(HttpContext context, JiujiDb db, string number) =>
        Answers.One(context, await Find(db, Caller.Of(context.User).Actor, number, context.RequestAborted), number);

    public static async Task<CaseView?> Find(JiujiDb db, Actor actor, string number, CancellationToken cancellationToken)
    {
        var rows = await Seen(db, actor).Where(c => c.Number == number).ToListAsync(cancellationToken);
        return await Views(db, actor.CountyCode, rows, cancellationToken) is [var found, ..] ? found : null;
    }

    private static IQueryable<AidCase> Seen(JiujiDb db, Actor actor) => db.Set<AidCase>().AsNoTracking().Include(c => c.Signatures)
        .Where(c => c.CountyCode == actor.CountyCode && (actor.TownshipCode == "" || c.TownshipCode == actor.TownshipCode));

    private static async Task<IReadOnlyList<CaseView>> Views(JiujiDb db, string county, IReadOnlyList<AidCase> rows, CancellationToken cancellationToken)
    {
        var (households, people, ids) = (rows.Select(c => c.HouseholdId).ToList(), rows.Select(c => c.ApplicantPersonId).ToList(), rows.Select(c => c.Id).ToList());
        var numbers = await db.Set<Household>().AsNoTracking().Where(h => h.CountyCode == county && households.Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Number, cancellationToken);
        var names = await db.Set<Person>().AsNoTracking().Where(p => p.CountyCode == county && people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.NameMasked, cancellationToken);
        var payments = (await db.Set<Payment>().AsNoTracking().Include(p => p.Papers).Where(p => p.CountyCode == county && ids.Contains(p.AidCaseId))
            .OrderBy(p => p.InstalmentNo).ToListAsync(cancellationToken)).ToLookup(p => p.AidCaseId);
        return
        [
            .. rows.Select(c => new CaseView(
                c.Number, numbers.GetValueOrDefault(c.HouseholdId, ""), names.GetValueOrDefault(c.ApplicantPersonId, ""), c.TownshipCode, c.VillageCode, c.Type, c.Mode, c.State,
                c.CauseCode, c.AmountFen, c.People, c.AcceptedOn, c.DueOn, c.DueProvisional, c.HandledBy,
                [.. c.SignaturesOfThisRound.OrderBy(s => s.At).Select(s => new SignatureView(s.Role, s.Actor, s.At))],
                [.. payments[c.Id].Select(p => PaymentView.Of(p, c))])),
        ];
    }
}
