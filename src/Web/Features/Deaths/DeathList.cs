using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Deaths;

/// <summary>Money that reached somebody after their death: to be re-reviewed where members remain, or owed already.</summary>
public sealed record DeathFinding(string CaseNumber, string Township, string NameMasked, DateOnly DiedOn, DateOnly PaidOn, long AmountFen, int Remaining, string RecoveryNumber);

/// <summary>What the death lists found (G5, X1, X11): how many lines, when the last came, and every payment after a death with what became of it.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class DeathListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public int Lines { get; private set; }
    public DateTimeOffset? LastAt { get; private set; }
    public IReadOnlyList<DeathFinding> Findings { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var (county, township) = (County, Viewer.TownshipCode);
        Lines = await db.Set<DeathEntry>().CountAsync(d => d.CountyCode == county, cancellationToken);
        LastAt = await db.Set<DeathEntry>().Where(d => d.CountyCode == county).OrderByDescending(d => d.ImportedAt).Select(d => (DateTimeOffset?)d.ImportedAt).FirstOrDefaultAsync(cancellationToken);
        var found = await (from payment in db.Set<Payment>().AsNoTracking()
                           where payment.CountyCode == county && payment.PaidOn != null
                           join person in db.Set<Person>().AsNoTracking().Where(p => p.DeceasedOn != null)
                               on new { payment.CountyCode, Id = payment.PayeePersonId } equals new { person.CountyCode, person.Id }
                           where payment.PaidOn >= person.DeceasedOn
                           join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                           where township == "" || aidCase.TownshipCode == township
                           join place in db.Regions.AsNoTracking() on aidCase.TownshipCode equals place.Code
                           orderby payment.PaidOn descending, aidCase.Number
                           select new
                           {
                               aidCase.Number, place.NameZh, place.NameEn, person.NameMasked, person.DeceasedOn, payment.PaidOn, payment.AmountFen,
                               Remaining = db.Set<Person>().Count(p => p.CountyCode == county && p.HouseholdId == person.HouseholdId && p.DeceasedOn == null && p.DeletedAt == null),
                               Recovery = db.Set<RecoveryCase>().Where(r => r.CountyCode == county && r.PaymentId == payment.Id).Select(r => r.Number).FirstOrDefault(),
                           }).ToListAsync(cancellationToken);
        Findings = [.. found.Select(f => new DeathFinding(
            f.Number, Named(f.NameZh, f.NameEn), f.NameMasked, f.DeceasedOn!.Value, f.PaidOn!.Value, f.AmountFen, f.Remaining, f.Recovery ?? ""))];
    }
}

[Authorize(Roles = nameof(Role.CountyCivilAffairs))]
public sealed class DeathImportModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, RuleShelf shelf, PersonalVault vault, TimeProvider clock, LongWork.LongTasks jobs)
    : ImportPage(ImportKind.Deaths, db, mediator, words, shelf, vault, clock, jobs);
