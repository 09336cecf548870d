using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Organisations;
using Jiuji.Web.Features.Supply;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// The station takes a proposal up: everything is checked again on the day, by the book too, and the quantity is held until the last of the pack's
/// match.holdDays (T23).
/// </summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record AcceptProposal(Guid CommandId, Actor By, string CountyCode, Guid MatchId, Guid? SlotId = null) : ICommand<MatchDone>;

public sealed class AcceptProposalHandler(JiujiDb db, Turn turn, RuleShelf shelf) : IRequestHandler<AcceptProposal, Result<MatchDone>>
{
    public async Task<Result<MatchDone>> Handle(AcceptProposal command, CancellationToken cancellationToken)
    {
        var desk = new MatchDesk(db, turn);
        var (file, refused) = await desk.Open(command.CountyCode, command.MatchId, command.By, cancellationToken);
        if (file is null)
        {
            return refused!;
        }

        var room = await Room(file, command.SlotId, cancellationToken);
        var rules = MatchingRules.Of(shelf, command.CountyCode, ChinaDay.Of(turn.Now));
        var act = turn.Act(command.By);
        return await desk.Carry(file, MatchTrigger.Accept, act, MatchDecision.Accept(file.Facts, room, rules.HoldUntil, act), command.By, cancellationToken);
    }

    private async Task<MatchRoom> Room(MatchFile file, Guid? slot, CancellationToken cancellationToken)
    {
        var (county, today) = (file.Match.CountyCode, ChinaDay.Of(turn.Now));
        var members = await db.Set<Person>().AsNoTracking().Where(person => person.CountyCode == county && person.HouseholdId == file.Household.Id).ToListAsync(cancellationToken);
        var ties = await db.Set<RelatedParty>().AsNoTracking().Where(tie => tie.CountyCode == county && tie.HouseholdId == file.Household.Id).ToListAsync(cancellationToken);
        var others = await db.Set<Match>().AsNoTracking()
            .Where(match => match.CountyCode == county && match.HouseholdId == file.Household.Id && match.Id != file.Match.Id).ToListAsync(cancellationToken);
        var aided = await CausesAided.Of(db, county, today, [file.Household.Id], cancellationToken);
        var facts = HouseholdFacts.Of(
            file.Household, members, file.Need, ties, file.Facts.Consents, aided.GetValueOrDefault(file.Household.Id, CausesAided.None), today);
        return new MatchRoom(
            facts,
            slot is { } turnOf
                ? await LotStock.FreeOfSlot(db, county, file.Lot.Id, turnOf, cancellationToken)
                : (await LotStock.Of(db, county, file.Lot.Id, cancellationToken)).Free,
            others.Where(match => match.NeedId == file.Need.Id && match.State.IsUnderWay()).Sum(match => match.Quantity),
            others.Where(match => match.LotId == file.Lot.Id).Sum(match => match.TakenOfLot),
            slot,
            await ProviderRoom.Left(db, county, file.Lot.OrganisationId, file.Lot.NeedKindCode, cancellationToken));
    }
}
