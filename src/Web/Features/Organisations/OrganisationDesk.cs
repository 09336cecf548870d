using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Organisations;

/// <summary>Where every step of a charity in one county is carried out the same way; at its end, all that must not be lost goes with it in one transaction.</summary>
public sealed class OrganisationDesk(JiujiDb db, Turn turn, FundDesk papers)
{
    private static readonly AccountKind[] MoneyInPlace = [AccountKind.InTransit, AccountKind.InHands, AccountKind.AwaitingPapers, AccountKind.Recoverable, AccountKind.HeldForOthers];

    public async Task<Result<OrganisationDone>> Move(
        ICommand<OrganisationDone> command, string code, OrganisationTrigger trigger, string reason, string document, CancellationToken cancellationToken)
    {
        var (county, by) = (command.CountyCode, command.By);
        if (await Find(db, code, cancellationToken) is not { } organisation)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "organisation"), ("number", code));
        }

        var facts = await Facts(db, county, organisation.Id, cancellationToken);
        var act = turn.Act(by, reason);
        var decision = OrganisationDecision.Move(facts, trigger, document, act);
        if (decision.Outcome is not { } outcome)
        {
            turn.Remember([OrganisationLifecycle.Table.Attempt(county, organisation.Id, facts.Standing.State, trigger, act, decision.Refusal!.Value)]);
            return Refused.By(decision.Refusal!.Value, ("organisation", code), ("fen", Figure(facts.MoneyLeftFen)));
        }

        await Keep(command, facts.Standing, document, $"{trigger} {code} {document} {reason}", outcome.ApplyTo, cancellationToken);
        db.Add(outcome.Move);
        if (outcome.Ending is not { } ending)
        {
            return new OrganisationDone(code, outcome.State);
        }

        return await Release(facts, ending, by, $"{nameof(OrganisationState)}.{outcome.State}: {reason}", cancellationToken) is { } refused
            ? refused
            : new OrganisationDone(code, outcome.State, ending.LotsToWithdraw.Count, ending.MatchesToCancel.Count, ending.ConsentsToEnd.Count);
    }

    /// <summary>Charities and their like; a society closes by its own steps, after an audit.</summary>
    public static Task<Organisation?> Find(JiujiDb db, string code, CancellationToken cancellationToken) =>
        db.Organisations.AsNoTracking().FirstOrDefaultAsync(each => each.Code == code && each.Kind == OrganisationKind.Charity, cancellationToken);

    public static async Task<OrganisationFacts> Facts(JiujiDb db, string county, Guid organisation, CancellationToken cancellationToken) => new(
        await db.Set<OrganisationStanding>().FirstOrDefaultAsync(each => each.CountyCode == county && each.OrganisationId == organisation, cancellationToken)
            ?? new OrganisationStanding { CountyCode = county, OrganisationId = organisation },
        await db.Set<SupplyLot>().AsNoTracking().Where(lot => lot.CountyCode == county && lot.OrganisationId == organisation).OrderBy(lot => lot.Number).ToListAsync(cancellationToken),
        await db.Set<Match>().AsNoTracking().Where(match => match.CountyCode == county && match.OrganisationId == organisation
            && (match.State == MatchState.Proposed || match.HoldUntil != null)).ToListAsync(cancellationToken),
        await db.Set<Consent>().AsNoTracking().Where(consent => consent.CountyCode == county && consent.OrganisationId == organisation
            && (consent.State == ConsentState.Asked || consent.State == ConsentState.Given)).ToListAsync(cancellationToken),
        await db.Set<Account>().AsNoTracking().Where(account => account.CountyCode == county && account.Owner == organisation && account.Unit == AccountKey.Yuan
            && MoneyInPlace.Contains(account.Kind)).SumAsync(account => account.Balance, cancellationToken));

    public static Task<OrganisationState> StateOf(JiujiDb db, string county, Guid organisation, CancellationToken cancellationToken) =>
        db.Set<OrganisationStanding>().AsNoTracking().Where(each => each.CountyCode == county && each.OrganisationId == organisation).Select(each => each.State)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The standing as the step leaves it, with the paper that the step rests on, if there is one.</summary>
    /// <param name="applyTo">Takes the standing, the document's number and the hash of what was kept of it.</param>
    public async Task Keep<TAnswer>(
        ICommand<TAnswer> command, OrganisationStanding standing, string document, string says, Action<OrganisationStanding, string, string> applyTo, CancellationToken cancellationToken)
    {
        if (db.Entry(standing).State == EntityState.Detached)
        {
            db.Add(standing);
        }

        var paper = string.IsNullOrWhiteSpace(document) ? null : await papers.Keep(command, DocumentKinds.CountyDecision, says, cancellationToken);
        applyTo(standing, document.Trim(), paper?.Hash ?? "");
    }

    /// <summary>Lots are withdrawn, promises released, consents ended. Null: all of it has gone.</summary>
    public async Task<Refused?> Release(OrganisationFacts facts, OrganisationEnding ending, Actor by, string why, CancellationToken cancellationToken)
    {
        var county = facts.Standing.CountyCode;
        foreach (var lot in facts.Lots.Where(lot => ending.LotsToWithdraw.Contains(lot.Id)))
        {
            if ((await new LotDesk(db, turn).Move(county, lot.Number, LotTrigger.Withdraw, by, why, cancellationToken)).Refused is { } refused)
            {
                return refused;
            }
        }

        foreach (var match in ending.MatchesToCancel)
        {
            if (await Cancel(county, match, by, why, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        await EndConsents(county, ending, by, why, cancellationToken);
        return null;
    }

    /// <summary>Null: it has ended, with its lot or now.</summary>
    private async Task<Refused?> Cancel(string county, Guid match, Actor by, string why, CancellationToken cancellationToken)
    {
        var desk = new MatchDesk(db, turn);
        var file = await desk.Find(county, match, cancellationToken) ?? throw new InvalidOperationException($"Match {match} has left the county.");
        if (file.Match.State == MatchState.Cancelled)
        {
            return null;
        }

        var act = turn.ByItself(by, why);
        return (await desk.Carry(file, MatchTrigger.Cancel, act, MatchDecision.Cancel(file.Facts, act), by, cancellationToken)).Refused;
    }

    private async Task EndConsents(string county, OrganisationEnding ending, Actor by, string why, CancellationToken cancellationToken)
    {
        var consents = await db.Set<Consent>().Where(consent => consent.CountyCode == county && ending.ConsentsToEnd.Contains(consent.Id)).ToListAsync(cancellationToken);
        foreach (var consent in consents)
        {
            var step = ConsentLifecycle.Table.Fire(county, consent.Id, consent.State, ConsentTrigger.EndOrganisation, turn.ByItself(by, why)).Outcome!;
            (consent.State, consent.Version) = (step.State, consent.Version + 1);
            db.Add(step.Move);
        }
    }

    private static string Figure(long fen) => fen.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
