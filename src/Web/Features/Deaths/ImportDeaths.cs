using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Deaths;

/// <summary>
/// Enters lines of the monthly death list (G5, G6). Whoever of them is in the files counts as dead from that day: their payments stop, their grants wait for a
/// review of the remaining members, and what reached somebody who lived alone after their death becomes a recovery at once (T25).
/// </summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record ImportDeaths(Guid CommandId, Actor By, string CountyCode, IReadOnlyList<DeathRow> Rows) : ICommand<Imported>;

public sealed record DeathRow(Guid Id, string IdNumber, DateOnly DiedOn, string RecordNumber)
{
    /// <summary>Whoever prints it by mistake, into a log or an error page, prints nothing.</summary>
    public override string ToString() => $"DeathRow {{ {Id} }}";
}

public sealed class ImportDeathsHandler(JiujiDb db, PersonalVault vault, FundDesk desk, MistakeSteps mistakes, Turn turn) : IRequestHandler<ImportDeaths, Result<Imported>>
{
    /// <summary>Acts of one command are numbered apart, so that each has its own ids for its steps and transfers.</summary>
    private const int ActsPerFinding = 10;

    public async Task<Result<Imported>> Handle(ImportDeaths command, CancellationToken cancellationToken)
    {
        var ids = command.Rows.Select(row => row.Id).ToList();
        var known = await db.Set<DeathEntry>().AsNoTracking().Where(d => d.CountyCode == command.CountyCode && ids.Contains(d.Id)).Select(d => d.Id).ToHashSetAsync(cancellationToken);
        var (act, loaded) = (ActsPerFinding, 0);
        foreach (var row in command.Rows.Where(row => !known.Contains(row.Id)))
        {
            var index = vault.Index("id_number", row.IdNumber);
            db.Add(new DeathEntry
            {
                CountyCode = command.CountyCode, Id = row.Id, IdNumberIndex = index, DiedOn = row.DiedOn, RecordNumber = row.RecordNumber,
                ImportedBy = command.By.Name, ImportedAt = turn.Now,
            });
            loaded++;
            foreach (var person in await db.Set<Person>().Where(p => p.CountyCode == command.CountyCode && p.IdNumberIndex == index && p.DeletedAt == null).ToListAsync(cancellationToken))
            {
                if (await Died(command, person, row, act, cancellationToken) is { } refused)
                {
                    return refused;
                }

                act += ActsPerFinding;
            }
        }

        return new Imported(loaded, []);
    }

    /// <summary>Of several reports the earliest day counts.</summary>
    private async Task<Refused?> Died(ImportDeaths command, Person person, DeathRow row, int act, CancellationToken cancellationToken)
    {
        person.DeceasedOn = person.DeceasedOn is { } before && before < row.DiedOn ? before : row.DiedOn;
        person.Version++;
        var record = await desk.Keep(command, DocumentKinds.DeathRecord, $"{row.RecordNumber} {row.DiedOn:yyyy-MM-dd}", cancellationToken);
        var acting = desk.Acting(command, FundRole.CountyCivilAffairs, null, row.RecordNumber.Length > 0 ? row.RecordNumber : $"{row.DiedOn:yyyy-MM-dd}", record).On(act);
        await Suspend(person, acting, cancellationToken);
        var livesOn = await db.Set<Person>().AnyAsync(
            p => p.CountyCode == person.CountyCode && p.HouseholdId == person.HouseholdId && p.Id != person.Id && p.DeletedAt == null && p.DeceasedOn == null, cancellationToken);
        return livesOn ? null : await Recover(person, acting, cancellationToken);
    }

    private async Task Suspend(Person person, Acting acting, CancellationToken cancellationToken)
    {
        var grants = await db.Set<StagedGrant>().Where(g => g.CountyCode == person.CountyCode && g.State == StagedGrantState.Running)
            .Where(g => db.Set<AidCase>().Any(c => c.CountyCode == g.CountyCode && c.Id == g.AidCaseId && c.HouseholdId == person.HouseholdId)).ToListAsync(cancellationToken);
        foreach (var (grant, at) in grants.Select((grant, at) => (grant, at)))
        {
            desk.Record(GrantDecision.Take(grant, StagedGrantTrigger.Suspend, acting.On(at + 1)), grant);
        }
    }

    /// <summary>Nobody is left to be re-reviewed, so what came after the death is owed by whoever holds the account (posting row 22).</summary>
    private async Task<Refused?> Recover(Person person, Acting acting, CancellationToken cancellationToken)
    {
        var paid = await db.Set<Payment>().Include(p => p.Papers).Where(p => p.CountyCode == person.CountyCode && p.PayeePersonId == person.Id).ToListAsync(cancellationToken);
        foreach (var (payment, at) in DeathCheck.PaidAfterDeath(paid, [new Death(person.Id, person.DeceasedOn!.Value)]).Select((payment, at) => (payment, at)))
        {
            var aidCase = await db.Set<AidCase>().SingleAsync(c => c.CountyCode == person.CountyCode && c.Id == payment.AidCaseId, cancellationToken);
            var fund = await desk.FundOf(person.CountyCode, payment.ReserveFundId, acting.OccurredOn, cancellationToken);
            var recorded = await mistakes.Record(
                new AidAtHand(aidCase, payment, fund, acting.OccurredOn), Mistake.PaidAfterDeath, DebtorKind.AccountHolder, fraud: false, "", acting.On(100 + at), cancellationToken);
            if (recorded.Refused is { } refused)
            {
                return refused;
            }
        }

        return null;
    }
}
