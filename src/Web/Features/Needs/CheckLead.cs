using Jiuji.Matching;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Needs;

/// <summary>Somebody has gone to look at a lead and found a need; only what was found there becomes one.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record ConfirmLead(
    Guid CommandId, Actor By, string CountyCode, Guid LeadId, string NeedNumber, string HouseholdNumber, string KindCode, long Quantity, Urgency Urgency, string Note = "")
    : ICommand<string>;

/// <summary>Somebody has gone to look and found nothing to help with, and writes down what was seen.</summary>
[Allowed(Role.StationWorker, Role.TownshipHandler)]
public sealed record DismissLead(Guid CommandId, Actor By, string CountyCode, Guid LeadId, string Reason) : ICommand<Done>;

public sealed class ConfirmLeadHandler(JiujiDb db, Turn turn, RuleShelf shelf, NeedPlacing placing) : IRequestHandler<ConfirmLead, Result<string>>
{
    public async Task<Result<string>> Handle(ConfirmLead command, CancellationToken cancellationToken)
    {
        var (lead, refused) = await LeadDesk.Open(db, command.CountyCode, command.LeadId, command.By, cancellationToken);
        if (lead is null)
        {
            return refused!;
        }

        var row = new NeedRow(
            command.CommandId, command.NeedNumber, command.HouseholdNumber, command.KindCode, command.Quantity, command.Urgency, null, DiscoverySource.Charity, false,
            command.Note, CameFrom: $"lead:{lead.Id:D}");
        if (await new NeedIntake(db, shelf).Enter(command.CountyCode, command.By, row, turn.Now, placing, cancellationToken) is { } no)
        {
            if (no.Reason is MatchingRefusal rule)
            {
                LeadDesk.Remember(lead, "Confirm", turn.Act(command.By, command.Note), rule, turn);
            }

            return no;
        }

        var need = db.ChangeTracker.Entries<Need>().Single(entry => entry.Entity.Id == row.Id).Entity;
        var act = turn.Act(command.By, command.Note);
        return LeadDesk.Apply(lead, LeadDecision.Confirm(lead, need, act), "Confirm", act, turn) is { } not ? not : command.NeedNumber;
    }
}

public sealed class DismissLeadHandler(JiujiDb db, Turn turn) : IRequestHandler<DismissLead, Result<Done>>
{
    public async Task<Result<Done>> Handle(DismissLead command, CancellationToken cancellationToken)
    {
        var (lead, refused) = await LeadDesk.Open(db, command.CountyCode, command.LeadId, command.By, cancellationToken);
        var act = turn.Act(command.By, command.Reason);
        return lead is null ? refused! : LeadDesk.Apply(lead, LeadDecision.Dismiss(lead, act), "Dismiss", act, turn) is { } no ? no : new Done();
    }
}

/// <summary>Where a lead is opened and its outcome stored.</summary>
public static class LeadDesk
{
    public static async Task<(Lead? Lead, Refused? Refused)> Open(JiujiDb db, string county, Guid id, Actor by, CancellationToken cancellationToken)
    {
        var lead = await db.Set<Lead>().FirstOrDefaultAsync(each => each.CountyCode == county && each.Id == id, cancellationToken);
        return lead is null ? (null, Refused.By(SiteRefusal.NotFound, ("what", "lead")))
            : by.TownshipCode.Length > 0 && by.TownshipCode != lead.TownshipCode ? (null, Refused.By(SiteRefusal.NotYourArea, ("area", lead.TownshipCode)))
            : (lead, null);
    }

    /// <summary>Null: stored. What was refused stays in the history.</summary>
    public static Refused? Apply(Lead lead, Decision<LeadOutcome> decision, string trigger, Act act, Turn turn)
    {
        if (decision.Outcome is not { } outcome)
        {
            Remember(lead, trigger, act, decision.Refusal!.Value, turn);
            return Refused.By(decision.Refusal!.Value);
        }

        outcome.ApplyTo(lead);
        return null;
    }

    public static void Remember(Lead lead, string trigger, Act act, MatchingRefusal refusal, Turn turn) =>
        turn.Remember([Move.Attempt(lead.CountyCode, nameof(Lead), lead.Id, lead.State.ToString(), trigger, act, refusal)]);
}
