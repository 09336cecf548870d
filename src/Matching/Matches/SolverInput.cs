using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Solving;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Matches;

/// <summary>The rows of one county that a run looks at, read in one transaction.</summary>
public sealed record RunRows
{
    public required IReadOnlyCollection<SupplyLot> Lots { get; init; }

    /// <summary>What is free of each lot by the book: in stock less what is held (T23).</summary>
    public required IReadOnlyDictionary<Guid, long> Free { get; init; }

    /// <summary>Of a lot with dated turns: the most that one open turn still holds.</summary>
    public IReadOnlyDictionary<Guid, long> LargestTurn { get; init; } = new Dictionary<Guid, long>();
    public required IReadOnlyCollection<Need> Needs { get; init; }
    public required IReadOnlyCollection<Household> Households { get; init; }
    public required IReadOnlyCollection<Person> Persons { get; init; }
    public IReadOnlyCollection<RelatedParty> Ties { get; init; } = [];
    public IReadOnlyCollection<Consent> Consents { get; init; } = [];

    /// <summary>Matches under way, so that what is promised to a need already is not promised again; of lots with a limit per household, delivered ones too.</summary>
    public IReadOnlyCollection<Match> Matches { get; init; } = [];

    /// <summary>What organisations with a limit of their own can still take on, by kind; see <see cref="Organisations.ProviderLimit"/>.</summary>
    public IReadOnlyDictionary<ProviderKind, long> ProviderCaps { get; init; } = FrozenDictionary<ProviderKind, long>.Empty;

    /// <summary>Causes aided in the window, by household (R10).</summary>
    public IReadOnlyDictionary<Guid, IReadOnlySet<string>> CausesAided { get; init; } = new Dictionary<Guid, IReadOnlySet<string>>();
}

/// <summary>
/// What the solver is given of the rows: what can be proposed at all on the day, with nothing in it that names anybody. Rows of households
/// that are ended, merged or deleted are left out (T16), so are lots that are not published and needs that are closed or fully promised.
/// </summary>
public sealed record SolverInput(IReadOnlyList<OfferedLot> Lots, IReadOnlyList<OpenNeed> Needs)
{
    static readonly HashSet<string> noCauses = [];

    /// <summary>What providers can still take on; the rest of the policy is the pack's.</summary>
    public IReadOnlyDictionary<ProviderKind, long> ProviderCaps { get; init; } = FrozenDictionary<ProviderKind, long>.Empty;

    /// <summary>The policy with the caps that these rows bring.</summary>
    public MatchPolicy Under(MatchPolicy policy) => policy with { ProviderCaps = ProviderCaps };

    public static SolverInput Of(RunRows rows, DateOnly today)
    {
        var offered = rows.Lots.Where(lot => lot.State == LotState.Published && lot.ValidUntil >= today).OrderBy(lot => lot.Id).ToList();
        var lots = offered.Select(lot => Offered(lot, rows)).ToList();
        return new SolverInput(lots, Open(rows, offered.ToLookup(lot => lot.NeedKindCode), today)) { ProviderCaps = rows.ProviderCaps };
    }

    /// <summary>
    /// Lower-case hex SHA-256 of the rows in order of id, of what providers can take on, and of the policy's version, day and aims: two runs with the same
    /// hash propose the same.
    /// </summary>
    public string Hash(MatchPolicy policy)
    {
        var text = new StringBuilder();
        Line(text, [policy.Version, policy.AsOf, string.Join(',', policy.Aims), policy.ShareSteps]);
        foreach (var lot in Lots.OrderBy(lot => lot.Id))
            Line(text, [
                lot.Id, lot.Provider, lot.KindCode, lot.Quantity, lot.PerHouseholdLimit, lot.LargestTurn, Sorted(lot.AreaCodes), lot.Place, lot.ValidUntil,
                Sorted(lot.Eligibility.Categories), lot.Eligibility.MinimumAge, lot.Eligibility.MaximumAge, lot.Eligibility.FemaleOnly,
                Sorted(lot.BlockedHouseholds), Sorted(lot.GivenToHouseholds.Select(given => $"{given.Key}:{given.Value}"))]);
        foreach (var need in Needs.OrderBy(need => need.Id))
            Line(text, [
                need.Id, need.Household, need.KindCode, need.Quantity, need.Urgency, need.Deadline, need.CategoryCode, need.People,
                need.Age, need.Female, need.Place, need.GreenChannel, need.UncoveredOrStillInNeed, need.WholeFromOneLot,
                Sorted(need.RefusedProviders), need.SameCauseAidInWindow]);
        foreach (var (provider, units) in ProviderCaps.OrderBy(cap => cap.Key.Provider).ThenBy(cap => cap.Key.KindCode, StringComparer.Ordinal))
            Line(text, [provider.Provider, provider.KindCode, units]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    static OfferedLot Offered(SupplyLot lot, RunRows rows) => new(
        lot.Id, lot.OrganisationId, lot.NeedKindCode, rows.Free.GetValueOrDefault(lot.Id))
    {
        PerHouseholdLimit = lot.LimitPerHousehold,
        LargestTurn = lot.IsSlotted ? rows.LargestTurn.GetValueOrDefault(lot.Id) : null,
        GivenToHouseholds = lot.LimitPerHousehold is null ? FrozenDictionary<Guid, long>.Empty : Given(lot, rows.Matches),
        AreaCodes = lot.AreaCodes,
        Place = Codes(lot.Place),
        ValidUntil = lot.ValidUntil,
        Eligibility = new Solving.Eligibility
        {
            Categories = lot.Categories.Count == 0 ? null : lot.CategoryCodes,
            MinimumAge = lot.AgeFrom,
            MaximumAge = lot.AgeTo,
            FemaleOnly = lot.IsFemaleOnly,
        },
        BlockedHouseholds = rows.Ties.Where(tie => tie.OrganisationId == lot.OrganisationId).Select(tie => tie.HouseholdId).ToHashSet(),
    };

    static Dictionary<Guid, long> Given(SupplyLot lot, IEnumerable<Match> matches) => matches.Where(match => match.LotId == lot.Id && match.TakenOfLot > 0)
        .GroupBy(match => match.HouseholdId).ToDictionary(household => household.Key, household => household.Sum(match => match.TakenOfLot));

    static List<OpenNeed> Open(RunRows rows, ILookup<string, SupplyLot> lotsOfKind, DateOnly today)
    {
        var households = rows.Households.Where(household => household.IsCurrent).ToDictionary(household => household.Id);
        var persons = rows.Persons.ToLookup(person => person.HouseholdId);
        var consents = rows.Consents.ToLookup(consent => consent.HouseholdId);
        var promised = rows.Matches.Where(match => match.State.IsUnderWay()).GroupBy(match => match.NeedId)
            .ToDictionary(group => group.Key, group => group.Sum(match => match.Quantity));
        var open = new List<OpenNeed>();
        foreach (var need in rows.Needs.Where(need => need.IsOpen).OrderBy(need => need.Id))
        {
            var left = need.OpenQuantity - promised.GetValueOrDefault(need.Id);
            if (left <= 0 || !households.TryGetValue(need.HouseholdId, out var household))
                continue;
            var facts = HouseholdFacts.Of(
                household, persons[household.Id], need, rows.Ties, consents[household.Id],
                rows.CausesAided.GetValueOrDefault(household.Id, noCauses), today);
            open.Add(Open(need, left, household, facts, lotsOfKind[need.KindCode]));
        }
        return open;
    }

    static OpenNeed Open(Need need, long left, Household household, HouseholdFacts facts, IEnumerable<SupplyLot> lotsOfKind)
    {
        var member = For(facts, lotsOfKind);
        return new OpenNeed(need.Id, household.Id, need.KindCode, left, (int)need.Urgency)
        {
            Deadline = need.Deadline,
            CategoryCode = facts.CategoryCode is CategoryCode.None or CategoryCode.Pending ? null : facts.CategoryCode,
            People = household.Size,
            Age = member.Age,
            Female = member.Sex is { } sex ? sex == Personal.Sex.Female : null,
            Place = Codes(facts.HelpedAt),
            GreenChannel = need.IsGreenChannel,
            UncoveredOrStillInNeed = need.Reason is not null,
            WholeFromOneLot = need.IsWhole,
            RefusedProviders = facts.RefusedOrganisations,
            SameCauseAidInWindow = need.CauseCode.Length > 0 && facts.CausesAided.Contains(need.CauseCode),
        };
    }

    /// <summary>
    /// A need of a whole household may be for any member, but a run looks at one age and sex: the member whom most lots of the kind would
    /// serve, the youngest among equals. Any other choice stays open by hand.
    /// </summary>
    static MemberFacts For(HouseholdFacts facts, IEnumerable<SupplyLot> lotsOfKind)
    {
        var lots = lotsOfKind.ToList();
        return facts.Members.OrderByDescending(member => lots.Count(member.Fits)).ThenBy(member => member.Age ?? int.MaxValue)
            .FirstOrDefault();
    }

    static PlaceCodes Codes(Place place) => new(place.County, place.Township, place.Village);

    static void Line(StringBuilder text, object?[] fields) => text.AppendJoin('\t', fields.Select(InvariantText)).Append('\n');

    static string InvariantText(object? field) =>
        field is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : $"{field}";

    static string Sorted<T>(IEnumerable<T>? values) => values is null ? "any" : string.Join(',', values.Order());
}
