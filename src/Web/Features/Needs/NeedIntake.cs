using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Needs;

/// <summary>Looks at rows of needs as they come in; the green channel is worked out from the household, never ticked (C8).</summary>
public sealed class NeedIntake(JiujiDb db, RuleShelf shelf)
{
    public const int RowsPerCommand = 250;

    public async Task<ImportFinding<Need>> Look(string county, Actor by, IReadOnlyList<NeedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = await Facts.Read(db, county, rows, cancellationToken);
        var act = new Act(Guid.CreateVersion7(), by.Name, by.InMatching(), now);
        var green = MatchingRules.Of(shelf, county, act.Today).Green;
        var (good, refused) = (new List<Need>(), new List<RowRefused>());
        foreach (var row in rows)
        {
            var (need, reason) = Enter(by, row, facts, green, act);
            if (need is null)
            {
                refused.Add(new RowRefused(row.Number, reason!));
                continue;
            }

            facts.Add(need);
            good.Add(need);
        }

        return new ImportFinding<Need>(good, refused, []);
    }

    private static (Need? Need, Enum? Reason) Enter(Actor by, NeedRow row, Facts facts, GreenChannel green, Act act)
    {
        if (facts.NumbersTaken.Contains(row.Number))
        {
            return (null, ImportRefusal.NumberTaken);
        }

        if (!facts.Households.TryGetValue(row.HouseholdNumber, out var household))
        {
            return (null, ImportRefusal.HouseholdUnknown);
        }

        if (by.TownshipCode.Length > 0 && !household.TouchesArea(new HashSet<string> { by.TownshipCode }))
        {
            return (null, ImportRefusal.NotYourTownship);
        }

        if (!facts.UnitOfKind.TryGetValue(row.KindCode, out var unit))
        {
            return (null, MatchingRefusal.KindsDiffer);
        }

        var told = new NeedTold(row.Id, row.Number, row.KindCode, unit, row.Quantity, row.Urgency, row.Source, ChannelOf(row.Source))
        {
            Deadline = row.Deadline, IsWhole = row.IsWhole, Note = row.Note, CauseCode = row.CauseCode,
            Reason = row.Reason, CameFrom = row.CameFrom, ReferredTo = row.ReferredTo,
        };
        var decision = NeedEntry.Decide(told, household, [.. facts.Members[household.Id]], facts.NeedsOf(household.Id), green, act);
        return (decision.Outcome, decision.Refusal);
    }

    /// <summary>One need as a command enters it: kept with what the command keeps, and with its proposals, or the reason why not.</summary>
    public async Task<Refused?> Enter(string county, Actor by, NeedRow row, DateTimeOffset now, NeedPlacing placing, CancellationToken cancellationToken)
    {
        var finding = await Look(county, by, [row], now, cancellationToken);
        if (finding.Refused is [var refused, ..])
        {
            return Refused.By(refused.Reason, ("number", refused.Number));
        }

        db.AddRange(finding.Good);
        foreach (var need in finding.Good)
        {
            await placing.Propose(need, by, cancellationToken);
        }

        return null;
    }

    private static IntakeChannel ChannelOf(DiscoverySource source) => source switch
    {
        DiscoverySource.Hotline => IntakeChannel.Hotline12345,
        DiscoverySource.Warning => IntakeChannel.Monitoring,
        DiscoverySource.Applied => IntakeChannel.Station,
        _ => IntakeChannel.Visit,
    };

    /// <summary>What the rows refer to, read in four queries whatever their number.</summary>
    private sealed class Facts
    {
        private readonly Dictionary<Guid, List<Need>> needs = [];

        public required Dictionary<string, Household> Households { get; init; }
        public required ILookup<Guid, Person> Members { get; init; }
        public required HashSet<string> NumbersTaken { get; init; }
        public required Dictionary<string, string> UnitOfKind { get; init; }

        public static async Task<Facts> Read(JiujiDb db, string county, IReadOnlyList<NeedRow> rows, CancellationToken cancellationToken)
        {
            var householdNumbers = rows.Select(row => row.HouseholdNumber).Distinct().ToList();
            var numbers = rows.Select(row => row.Number).ToList();
            var households = await db.Set<Household>().AsNoTracking()
                .Where(household => household.CountyCode == county && householdNumbers.Contains(household.Number)).ToListAsync(cancellationToken);
            var ids = households.Select(household => household.Id).ToList();
            var persons = await db.Set<Person>().AsNoTracking()
                .Where(person => person.CountyCode == county && ids.Contains(person.HouseholdId)).ToListAsync(cancellationToken);
            var standing = await db.Set<Need>().AsNoTracking()
                .Where(need => need.CountyCode == county && (ids.Contains(need.HouseholdId) || numbers.Contains(need.Number))).ToListAsync(cancellationToken);
            var facts = new Facts
            {
                Households = households.ToDictionary(household => household.Number),
                Members = persons.ToLookup(person => person.HouseholdId),
                NumbersTaken = [.. standing.Select(need => need.Number)],
                UnitOfKind = await db.Codes.AsNoTracking().Where(code => code.List == CodeLists.AidKind).ToDictionaryAsync(code => code.Code, code => code.Unit, cancellationToken),
            };
            standing.ForEach(facts.Keep);
            return facts;
        }

        public List<Need> NeedsOf(Guid household) => needs.GetValueOrDefault(household, []);

        public void Add(Need need)
        {
            NumbersTaken.Add(need.Number);
            Keep(need);
        }

        private void Keep(Need need)
        {
            needs.TryAdd(need.HouseholdId, []);
            needs[need.HouseholdId].Add(need);
        }
    }
}
