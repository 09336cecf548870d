using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>What is told when a case is opened, in whatever mode.</summary>
public sealed record CaseTold(AidType Type, AidMode Mode, string CauseCode, long AmountFen, string Incident, DateOnly? HappenedOn)
{
    public const int LongestNote = 200;

    public Guid? FollowsCaseId { get; init; }

    /// <summary>The place of incident in words.</summary>
    public string IncidentNote { get; init; } = "";
}

/// <summary>A signer who is not at the desk: they signed on paper, or said yes on the telephone.</summary>
public sealed record SignerAway(string Name, FundRole Role, IReadOnlyList<StandIn> StandsIn)
{
    /// <summary>The same act in the signer's name.</summary>
    public Acting By(Acting acting) => acting with { Actor = Name, Role = Role, StandsInFor = StandsIn.Select(s => s.StandsInFor).FirstOrDefault(""), StandIns = StandsIn };
}

/// <summary>What all steps of a case share: open it, find it, check the area, know who did what before, decide, keep.</summary>
public sealed class CaseSteps(JiujiDb db, FundDesk desk, RuleShelf rules, Turn turn)
{
    public delegate FundDecision Step(AidCase aidCase, IReadOnlyList<Part> parts, PackValues pack, Acting acting, bool onPaper);

    public FundDesk Desk => desk;
    public DateTimeOffset Now => turn.Now;

    /// <summary>Enters a case for a household, in the township of whoever accepts it; the clock starts.</summary>
    public async Task<Result<AidCase>> Open<TAnswer>(ICommand<TAnswer> command, string township, string householdNumber, CaseTold told, CancellationToken cancellationToken)
    {
        var household = await HouseholdOf.In(db)(db, command.CountyCode, householdNumber, cancellationToken);
        if (household is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", householdNumber));
        }

        var head = await HeadOf.In(db)(db, command.CountyCode, household.Id, cancellationToken);
        if (head is null)
        {
            return Refused.By(FundRefusal.PayeeDeceased, ("household", household.Number));
        }

        // Where it happened decides (F13). Bridging aid follows a confirmation and has no such place; what follows an earlier case was judged with it.
        if (await PlaceOf(told.Incident, household, cancellationToken) is not { } incident)
        {
            return Refused.By(ImportRefusal.PlaceUnknown, ("what", told.Incident.Trim()));
        }

        if (told.Mode is not (AidMode.Bridging or AidMode.FollowUp)
            && CaseDecision.CheckAcceptance(township, incident.Township, told.AmountFen).FirstOrDefault(check => check.Result == CheckResult.Failed) is { } outside)
        {
            return new Refused(outside.Rule, outside.Figures);
        }

        var day = told.HappenedOn ?? CountyDay.Of(turn.Now);
        var due = CaseDecision.PaymentDeadline(told.Mode, day, desk.Rules(command.CountyCode, day), rules.Calendar) ?? new Deadline(day.AddDays(30), true);
        var aidCase = new AidCase
        {
            CountyCode = command.CountyCode, Id = command.CommandId, Number = await NextNumber(command.CountyCode, township, day, cancellationToken), HouseholdId = household.Id,
            ApplicantPersonId = head.Id, TownshipCode = township, VillageCode = household.ResidenceVillage, Type = told.Type, Mode = told.Mode,
            CauseCode = told.CauseCode, IncidentPlace = incident.Code, IncidentNote = told.IncidentNote.Trim(), AmountFen = told.AmountFen,
            People = household.Size, AcceptedOn = day, DueOn = due.Day, DueProvisional = due.Provisional, HandledBy = command.By.Name,
            FollowsCaseId = told.FollowsCaseId, IdentityPending = head.IdNumberIndex is null,
        };
        db.Add(aidCase);
        return aidCase;
    }

    private static readonly CompiledQuery<Func<JiujiDb, string, string, CancellationToken, Task<Household?>>> HouseholdOf = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, string number, CancellationToken cancellationToken) =>
            db.Set<Household>().AsNoTracking().FirstOrDefault(h => h.CountyCode == county && h.Number == number && h.DeletedAt == null && h.MergedIntoId == null)));

    private static readonly CompiledQuery<Func<JiujiDb, string, Guid, CancellationToken, Task<Person?>>> HeadOf = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, Guid household, CancellationToken cancellationToken) => db.Set<Person>().AsNoTracking()
            .Where(p => p.CountyCode == county && p.HouseholdId == household && p.DeletedAt == null && p.DeceasedOn == null)
            .OrderBy(p => p.Relation == Relation.Head ? 0 : 1).ThenBy(p => p.Id).FirstOrDefault()));

    /// <summary>
    /// The place that was told by its code; without one the file's place of incident, or else where the household is helped. Words name no place: they are a note
    /// beside it. Null for what is no village or township.
    /// </summary>
    private async Task<(string Code, string Township)?> PlaceOf(string incident, Household household, CancellationToken cancellationToken)
    {
        var told = incident.Trim();
        if (told.Length == 0)
        {
            var known = household.Incident is { Township.Length: > 0 } there && there.County == household.CountyCode ? there : household.HelpedAt;
            return (known.Village.Length > 0 ? known.Village : known.Township, known.Township);
        }

        var region = await db.Regions.AsNoTracking().FirstOrDefaultAsync(r => r.Code == told && (r.Kind == RegionKind.Village || r.Kind == RegionKind.Township), cancellationToken);
        return region is null ? null : (region.Code, region.Kind == RegionKind.Township ? region.Code : region.ParentCode);
    }

    /// <summary>Numbered per township and year; the county's lane is the only writer, so counting is enough.</summary>
    private async Task<string> NextNumber(string county, string township, DateOnly day, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{township[^3..]}-{day.Year}-");
        var count = await NumberedBetween.In(db)(db, county, prefix, prefix + "99999", cancellationToken);
        return prefix + (count + 1).ToString("0000", CultureInfo.InvariantCulture);
    }

    /// <summary>A range, and not "begins with": an index answers it without looking at every case of the county. All bounds are digits where numbers differ, so every collation agrees.</summary>
    private static readonly CompiledQuery<Func<JiujiDb, string, string, string, CancellationToken, Task<int>>> NumberedBetween = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, string first, string last, CancellationToken cancellationToken) =>
            db.Set<AidCase>().Count(c => c.CountyCode == county && c.Number.CompareTo(first) >= 0 && c.Number.CompareTo(last) <= 0)));

    public Task<Result<AidCaseState>> Take(
        ICommand<AidCaseState> command, string number, AidCaseTrigger trigger, string? documentKind, string text, DateOnly? happenedOn, CancellationToken cancellationToken) =>
        Decide(command, number, happenedOn, text, documentKind, (aidCase, parts, pack, acting, _) => CaseDecision.Take(aidCase, trigger, parts, pack, acting), cancellationToken);

    public async Task<Result<AidCaseState>> Decide(
        ICommand<AidCaseState> command, string number, DateOnly? happenedOn, string reason, string? documentKind, Step step, CancellationToken cancellationToken)
    {
        var found = await OfArea(command, number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (aidCase, day) = (found.Value!, happenedOn ?? CountyDay.Of(turn.Now));
        var parts = await desk.Parts(command.CountyCode, [aidCase.Id], cancellationToken);
        DocumentAtHand[] documents = documentKind is null ? [] : [await desk.Keep(command, documentKind, $"{number} {reason}", cancellationToken)];
        var acting = desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn, reason.Trim(), documents);
        var decision = step(aidCase, [new Part(FundRole.Handler, aidCase.HandledBy), .. parts], desk.Rules(command.CountyCode, day), acting, false);
        return desk.Record(decision, aidCase) is { } refused ? refused : aidCase.State;
    }

    /// <summary>The case of that number, where the sender may act.</summary>
    public async Task<Result<AidCase>> OfArea<TAnswer>(ICommand<TAnswer> command, string number, CancellationToken cancellationToken) =>
        await Find(command.CountyCode, number, cancellationToken) switch
        {
            null => Refused.By(SiteRefusal.NotFound, ("what", number)),
            { } found when !command.By.MayActIn(command.CountyCode, found.TownshipCode) => Refused.By(SiteRefusal.NotYourArea, ("area", found.TownshipCode)),
            { } found => found,
        };

    /// <summary>
    /// Who signs in a signer's office of the township on the day: whoever stands in while the holder is away, or else the holder. Nobody can sign or call in
    /// another's name.
    /// </summary>
    public async Task<SignerAway?> SignerOf(string county, string township, FundRole signer, DateOnly day, CancellationToken cancellationToken)
    {
        if (!FundRoles.Signers.Contains(signer))
        {
            return null;
        }

        var standIns = await db.Set<StandIn>().AsNoTracking()
            .Where(s => s.CountyCode == county && s.TownshipCode == township && s.Role == signer && s.From <= day && day <= s.Until).OrderByDescending(s => s.From).Take(1).ToListAsync(cancellationToken);
        if (standIns is [var standIn])
        {
            return new SignerAway(standIn.Actor, signer, standIns);
        }

        var role = TownshipDuties.PostOf(signer);
        return await db.Appointments.AsNoTracking().InOwnName()
            .Where(a => a.CountyCode == county && a.TownshipCode == township && a.Role == role && a.From <= day && (a.To == null || day <= a.To))
            .OrderByDescending(a => a.From).Join(db.Users, a => a.UserId, user => user.Id, (_, user) => user.UserName!).FirstOrDefaultAsync(cancellationToken) is { } holder
            ? new SignerAway(holder, signer, [])
            : null;
    }

    public Task<AidCase?> Find(string county, string number, CancellationToken cancellationToken) => ByNumber.In(db)(db, county, number, cancellationToken);

    private static readonly CompiledQuery<Func<JiujiDb, string, string, CancellationToken, Task<AidCase?>>> ByNumber = new(() => EF.CompileAsyncQuery(
        (JiujiDb db, string county, string number, CancellationToken cancellationToken) =>
            db.Set<AidCase>().Include(c => c.Signatures).FirstOrDefault(c => c.CountyCode == county && c.Number == number)));

    /// <summary>Whether money of the case is at the bank or with the household.</summary>
    public Task<bool> HasMoneyOut(string county, string number, CancellationToken cancellationToken) =>
        db.Set<AidCase>().Where(c => c.CountyCode == county && c.Number == number)
            .Join(db.Set<Payment>(), c => new { c.CountyCode, c.Id }, p => new { p.CountyCode, Id = p.AidCaseId }, (_, p) => p.State)
            .AnyAsync(state => state != PaymentState.Planned && state != PaymentState.BankFailed && state != PaymentState.Returned && state != PaymentState.Ended, cancellationToken);
}
