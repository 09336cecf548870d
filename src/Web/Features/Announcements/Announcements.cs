using System.Globalization;
using FluentValidation;
using Jiuji.Ledger;
using Jiuji.Ledger.Announcements;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Announcements;

/// <summary>
/// Drafts the list of a month (G7): every expense-type aid that was paid in it and stands on no such list yet, names masked. Without a village it is the
/// township's list. Emergency aid is never on it.
/// </summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record DraftAnnouncement(Guid CommandId, Actor By, string CountyCode, DateOnly Month, string Village = "", DateOnly? HappenedOn = null) : ICommand<string>;

public sealed class DraftAnnouncementHandler(JiujiDb db, RuleShelf rules, Turn turn) : IRequestHandler<DraftAnnouncement, Result<string>>
{
    public async Task<Result<string>> Handle(DraftAnnouncement command, CancellationToken cancellationToken)
    {
        var (county, township, month) = (command.CountyCode, command.By.TownshipCode, CountyDay.Month(command.Month));
        var (last, today) = (month.AddMonths(1).AddDays(-1), command.HappenedOn ?? CountyDay.Of(turn.Now));
        var waiting = await Unannounced.Read(db, county, township, command.Village, sameList: true, month, today < last ? today : last, cancellationToken);
        if (township.Length == 0 || waiting.Count == 0)
        {
            return Refused.By(FundRefusal.NothingToAnnounce, ("month", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
        }

        var within = AnnouncementPack.Rules(rules.Rules(county, today)).PostWithin;
        var due = rules.Calendar.After(waiting[0].PaidOn, within);
        var announcement = new Announcement
        {
            CountyCode = county, Id = command.CommandId, Number = await NextNumber(county, township, month, cancellationToken), TownshipCode = township,
            VillageCode = command.Village, Month = month, MadeBy = command.By.Name, DueOn = due.Day, DueProvisional = due.Provisional,
        };
        announcement.Lines.AddRange(waiting.Select(aid => new AnnouncedAid
        {
            CountyCode = county, AnnouncementId = announcement.Id, PaymentId = aid.PaymentId, CaseNumber = aid.CaseNumber, VillageCode = aid.VillageCode,
            NameMasked = AnnouncementDecision.NameOnList(aid.NameMasked, AgeOn(aid.BirthDate, aid.PaidOn)), CauseCode = aid.CauseCode, AmountFen = aid.AmountFen, PaidOn = aid.PaidOn,
        }));
        db.Add(announcement);
        return announcement.Number;
    }

    private static int? AgeOn(DateOnly? born, DateOnly day) => born is { } birth ? day.Year - birth.Year - (day < birth.AddYears(day.Year - birth.Year) ? 1 : 0) : null;

    private async Task<string> NextNumber(string county, string township, DateOnly month, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"GS-{township[^3..]}-{month:yyyyMM}-");
        var count = await db.Set<Announcement>().CountAsync(a => a.CountyCode == county && a.Number.StartsWith(prefix), cancellationToken);
        return prefix + (count + 1).ToString("00", CultureInfo.InvariantCulture);
    }
}

/// <summary>Posts a list: where it hangs, and the photo that shows it hanging.</summary>
/// <param name="ScanBase64">Photo or PDF, at most eight megabytes.</param>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record PostAnnouncement(
    Guid CommandId, Actor By, string CountyCode, string Number, string Place, string ScanName, string ScanBase64, DateOnly? HappenedOn = null) : ICommand<AnnouncementState>;

public sealed class PostAnnouncementValidator : AbstractValidator<PostAnnouncement>
{
    public PostAnnouncementValidator() => RuleFor(command => command.Place).MaximumLength(200);
}

public sealed class PostAnnouncementHandler(AnnouncementSteps steps, RuleShelf rules) : IRequestHandler<PostAnnouncement, Result<AnnouncementState>>
{
    public async Task<Result<AnnouncementState>> Handle(PostAnnouncement command, CancellationToken cancellationToken)
    {
        if (FormScan.Parse(command.ScanName, command.ScanBase64) is not { } scan)
        {
            return Refused.By(SiteRefusal.FileNotAccepted, ("file", command.ScanName));
        }

        var evidence = await steps.Desk.Keep(command, DocumentKinds.PostingEvidence, scan.FileName, scan.MediaType, scan.Content, cancellationToken);
        return await steps.Take(command, command.Number, command.HappenedOn, command.Place, evidence,
            (list, acting) => AnnouncementDecision.Post(list, AnnouncementPack.Rules(steps.Desk.Rules(command.CountyCode, acting.OccurredOn)), rules.Calendar, acting), cancellationToken);
    }
}

/// <summary>Takes a list down, not before it has hung its days; a photo may show it gone.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record RemoveAnnouncement(
    Guid CommandId, Actor By, string CountyCode, string Number, string ScanName = "", string ScanBase64 = "", DateOnly? HappenedOn = null) : ICommand<AnnouncementState>;

public sealed class RemoveAnnouncementHandler(AnnouncementSteps steps) : IRequestHandler<RemoveAnnouncement, Result<AnnouncementState>>
{
    public async Task<Result<AnnouncementState>> Handle(RemoveAnnouncement command, CancellationToken cancellationToken)
    {
        DocumentAtHand? evidence = null;
        if (command.ScanBase64.Length > 0)
        {
            if (FormScan.Parse(command.ScanName, command.ScanBase64) is not { } scan)
            {
                return Refused.By(SiteRefusal.FileNotAccepted, ("file", command.ScanName));
            }

            evidence = await steps.Desk.Keep(command, DocumentKinds.PostingEvidence, scan.FileName, scan.MediaType, scan.Content, cancellationToken);
        }

        return await steps.Take(command, command.Number, command.HappenedOn, "", evidence, AnnouncementDecision.Remove, cancellationToken);
    }
}

/// <summary>Publishes a correction beside a list that hung: what hung stays as it hung.</summary>
/// <param name="CaseNumber">The line it is about; empty for the whole list.</param>
[Allowed(Role.TownshipHandler)]
public sealed record CorrectAnnouncement(Guid CommandId, Actor By, string CountyCode, string Number, string Words, string CaseNumber = "", DateOnly? HappenedOn = null) : ICommand<AnnouncementState>;

public sealed class CorrectAnnouncementHandler(JiujiDb db, AnnouncementSteps steps, Turn turn) : IRequestHandler<CorrectAnnouncement, Result<AnnouncementState>>
{
    public async Task<Result<AnnouncementState>> Handle(CorrectAnnouncement command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.Number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var list = found.Value!;
        if (command.CaseNumber.Length > 0 && !await db.Set<AnnouncedAid>().AnyAsync(l => l.CountyCode == list.CountyCode && l.AnnouncementId == list.Id && l.CaseNumber == command.CaseNumber, cancellationToken))
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.CaseNumber));
        }

        var taken = await steps.Take(command, command.Number, command.HappenedOn, command.Words, null, AnnouncementDecision.Correct, cancellationToken);
        if (taken.IsDone)
        {
            db.Add(new AnnouncementCorrection
            {
                CountyCode = list.CountyCode, Id = command.CommandId, AnnouncementId = list.Id, CaseNumber = command.CaseNumber, Words = command.Words.Trim(), Actor = command.By.Name,
                CorrectedOn = command.HappenedOn ?? CountyDay.Of(turn.Now),
            });
        }

        return taken;
    }
}

/// <summary>Throws a draft away; its aids wait for a list again.</summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record DiscardAnnouncement(Guid CommandId, Actor By, string CountyCode, string Number, DateOnly? HappenedOn = null) : ICommand<AnnouncementState>;

public sealed class DiscardAnnouncementHandler(AnnouncementSteps steps) : IRequestHandler<DiscardAnnouncement, Result<AnnouncementState>>
{
    public Task<Result<AnnouncementState>> Handle(DiscardAnnouncement command, CancellationToken cancellationToken) =>
        steps.Take(command, command.Number, command.HappenedOn, "", null, AnnouncementDecision.Discard, cancellationToken);
}

/// <summary>What the steps of a list share.</summary>
public sealed class AnnouncementSteps(JiujiDb db, FundDesk desk)
{
    public FundDesk Desk => desk;

    public async Task<Result<Announcement>> Open<TAnswer>(ICommand<TAnswer> command, string number, CancellationToken cancellationToken)
    {
        var list = await db.Set<Announcement>().Include(a => a.Lines).FirstOrDefaultAsync(a => a.CountyCode == command.CountyCode && a.Number == number, cancellationToken);
        if (list is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", number));
        }

        return command.By.MayActIn(command.CountyCode, list.TownshipCode) ? list : Refused.By(SiteRefusal.NotYourArea, ("area", list.TownshipCode));
    }

    public async Task<Result<AnnouncementState>> Take<TAnswer>(
        ICommand<TAnswer> command, string number, DateOnly? happenedOn, string words, DocumentAtHand? evidence, Func<Announcement, Acting, FundDecision> decide, CancellationToken cancellationToken)
    {
        var found = await Open(command, number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var acting = desk.Acting(command, FundCapacity.Of(command.By.Role), happenedOn, words.Trim(), evidence is null ? [] : [evidence]) with { ScanHash = evidence?.Hash ?? "" };
        return desk.Record(decide(found.Value!, acting), found.Value!) is { } refused ? refused : found.Value!.State;
    }
}

/// <summary>What the rule pack says about lists.</summary>
public static class AnnouncementPack
{
    public static AnnouncementRules Rules(PackValues pack) =>
        pack.Pack.Values.TryGetValue("disclosure.workingDays", out var value) && value.Value.ValueKind == System.Text.Json.JsonValueKind.Number ? new(value.Value.GetInt32()) : new();
}

/// <summary>A paid aid that belongs on a list and stands on none.</summary>
public sealed record UnannouncedAid(
    Guid PaymentId, string CaseNumber, string TownshipCode, string VillageCode, string NameMasked, DateOnly? BirthDate, string CauseCode, long AmountFen, DateOnly PaidOn);

/// <summary>Finds the aids that wait to be announced.</summary>
public static class Unannounced
{
    /// <param name="township">Empty for all of the county.</param>
    /// <param name="village">Only this village's; empty for all.</param>
    /// <param name="sameList">Asks only lists of the same scope: a village's list does not stand in for the township's.</param>
    public static async Task<IReadOnlyList<UnannouncedAid>> Read(
        JiujiDb db, string county, string township, string village, bool sameList, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        [.. (await Query(db, county, township, village, sameList, first, last).ToListAsync(cancellationToken)).OrderBy(aid => aid.PaidOn).ThenBy(aid => aid.CaseNumber, StringComparer.Ordinal)];

    private static IQueryable<UnannouncedAid> Query(JiujiDb db, string county, string township, string village, bool sameList, DateOnly first, DateOnly last) =>
        from payment in db.Set<Payment>().AsNoTracking()
        where payment.CountyCode == county && payment.PaidOn >= first && payment.PaidOn <= last
        join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
        where aidCase.Type == AidType.Expense && (township == "" || aidCase.TownshipCode == township) && (village == "" || aidCase.VillageCode == village)
        where !db.Set<AnnouncedAid>().Any(line => line.CountyCode == county && line.PaymentId == payment.Id && db.Set<Announcement>().Any(list =>
            list.CountyCode == county && list.Id == line.AnnouncementId && list.State != AnnouncementState.Discarded && (!sameList || list.VillageCode == village)))
        join person in db.Set<Person>().AsNoTracking() on new { aidCase.CountyCode, Id = aidCase.ApplicantPersonId } equals new { person.CountyCode, person.Id }
        select new UnannouncedAid(payment.Id, aidCase.Number, aidCase.TownshipCode, aidCase.VillageCode, person.NameMasked, person.BirthDate, aidCase.CauseCode, payment.AmountFen, payment.PaidOn!.Value);
}
