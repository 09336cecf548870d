using Jiuji.Matching;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Seeding;

/// <summary>Takes some proposals of the demo's run to every place where a match can stand, so that each page has something on it.</summary>
public sealed class MatchStories(IMediator mediator, JiujiDb db)
{
    private const string County = "341722";
    private const string Renli = "341722100";

    private sealed record Told(Guid Match, string Need, long Quantity, Guid Organisation, bool IsPersonal);

    public async Task Tell(CancellationToken cancellationToken)
    {
        var proposals = await Proposals(cancellationToken);
        var (goods, personal) = (proposals.Where(each => !each.IsPersonal).ToList(), proposals.Where(each => each.IsPersonal).ToList());
        for (var at = 0; at < goods.Count && at < 8; at++)
        {
            await Goods(goods[at], at, cancellationToken);
        }

        for (var at = 0; at < personal.Count && at < 6; at++)
        {
            await Personal(personal[at], cancellationToken);
        }
    }

    /// <summary>Of the township whose station the demo signs in, in the run's own order, whatever has become of them since.</summary>
    private async Task<List<Told>> Proposals(CancellationToken cancellationToken) => await (
        from match in db.Set<Match>().AsNoTracking()
        join need in db.Set<Need>().AsNoTracking() on new { match.CountyCode, Id = match.NeedId } equals new { need.CountyCode, need.Id }
        join lot in db.Set<SupplyLot>().AsNoTracking() on new { match.CountyCode, Id = match.LotId } equals new { lot.CountyCode, lot.Id }
        join household in db.Set<Matching.Households.Household>().AsNoTracking() on new { match.CountyCode, Id = match.HouseholdId } equals new { household.CountyCode, household.Id }
        where match.CountyCode == County && match.RunId != null && match.ContinuesMatchId == null && household.ResidenceTownship == Renli
        orderby need.Number, lot.Number
        select new Told(match.Id, need.Number, match.Quantity, match.OrganisationId, lot.FieldsNeeded != PersonalFields.None)).ToListAsync(cancellationToken);

    /// <summary>From confirmed to merely accepted, one step less each; one is declined, one set aside.</summary>
    private async Task Goods(Told told, int at, CancellationToken cancellationToken)
    {
        var (station, provider) = (Station, Provider(told.Organisation));
        if (at == 6)
        {
            await Send(told, new SetAside(Id(told, "aside"), station, County, told.Match, "家中已有，暂不需要"), cancellationToken);
            return;
        }

        List<ICommand<MatchDone>> story =
        [
            new AcceptProposal(Id(told, "accept"), station, County, told.Match),
            new OfferMatch(Id(told, "offer"), station, County, told.Match),
            at == 5
                ? new ProviderDecline(Id(told, "decline"), provider, County, told.Match, "本批已安排给其他乡镇")
                : new ProviderAccept(Id(told, "yes"), provider, County, told.Match),
            new Deliver(Id(told, "deliver"), provider, County, told.Match, told.Quantity),
            new ConfirmReceipt(Id(told, "confirm"), station, County, told.Match, "本人到站领取并签字"),
        ];
        var steps = at switch { 0 or 1 => 5, 2 => 4, 3 => 3, 5 => 3, 4 => 2, _ => 1 };
        foreach (var command in story.Take(steps))
        {
            if (!await Send(told, command, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Offered where the household has named the organisation already; asked where it has not.</summary>
    private async Task Personal(Told told, CancellationToken cancellationToken)
    {
        if (await Send(told, new AcceptProposal(Id(told, "accept"), Station, County, told.Match), cancellationToken)
            && !await Send(told, new OfferMatch(Id(told, "offer"), Station, County, told.Match), cancellationToken))
        {
            await Send(told, new AskConsent(Id(told, "ask"), Station, County, told.Match), cancellationToken);
        }
    }

    private async Task<bool> Send(Told told, ICommand<MatchDone> command, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(command, cancellationToken);
        // A missing consent is part of the story; anything else that is refused says that the demo's own rules have changed.
        return result.Refused is null or { Reason: MatchingRefusal }
            ? result.IsDone
            : throw new InvalidDataException($"{command.GetType().Name} of need {told.Need} was refused: {CommandLine.DoCommand.RefusalLine(result.Refused)}.");
    }

    private static Actor Station => DemoUsers.As(Role.StationWorker, County, Renli);

    private static Actor Provider(Guid organisation) =>
        new(SeedFiles.Id($"user of {organisation}"), "charity", Role.CharityStaff, County, "", organisation);

    private static Guid Id(Told told, string step) => SeedFiles.Id($"story {told.Need} {told.Organisation} {step}");
}
