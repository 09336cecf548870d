using System.Text.Json;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Matching.Solving;
using Jiuji.Web.Reference;

namespace Jiuji.Web.Features.Matches;

/// <summary>A category as the county's pack names it.</summary>
public sealed record PackCategory(string Code, string Zh, string En, int Order);

/// <summary>What the rule pack in force says about matching: the order of aims, how long things are held, who is let through first.</summary>
public sealed class MatchingRules(PackValues rules, WorkingDayClock calendar, DateOnly today)
{
    private const int UsualHoldDays = 5;
    private const int UsualConsentMonths = 6;

    public static MatchingRules Of(RuleShelf shelf, string county, DateOnly today) => new(shelf.Rules(county, today), shelf.Calendar, today);

    /// <summary>The end of the last working day for which a lot is held while people decide (match.holdDays).</summary>
    public DateTimeOffset HoldUntil => EndOf(calendar.After(today, Number("match.holdDays") ?? UsualHoldDays).Day);

    /// <summary>The last day of a consent that is asked for today (consent.months).</summary>
    public DateOnly ConsentUntil => today.AddMonths(Number("consent.months") ?? UsualConsentMonths);

    public GreenChannel Green => new(Number("greenChannel.age") ?? GreenChannel.Usual.FromAge, Numbers("greenChannel.disabilityGrades") ?? GreenChannel.Usual.DisabilityGrades);

    public MatchPolicy Policy => new(today, $"{rules.Pack.Key} {rules.Pack.Version}")
    {
        Aims = Aims, CategoryOrder = [.. Categories.Select(category => category.Code)], HouseholdCaps = HouseholdCaps,
        KindsCountedPerPerson = Entries("match.perPersonKinds").Select(kind => kind.GetString()!).ToHashSet(),
    };

    /// <summary>In the pack's order of determination.</summary>
    public IReadOnlyList<PackCategory> Categories => Find("categories") is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(Category).OrderBy(category => category.Order)]
        : [];

    /// <summary>Two of the codes are ours under every pack: see <see cref="CategoryCode"/>.</summary>
    public static string CodeOf(string packCode) => packCode switch { "NONE" => CategoryCode.None, "PENDING" => CategoryCode.Pending, _ => packCode };

    public static DateTimeOffset EndOf(DateOnly day) => CountyDay.Start(day.AddDays(1));

    private Dictionary<string, long> HouseholdCaps => Entries("match.householdCaps").ToDictionary(cap => cap.GetProperty("kind").GetString()!, cap => cap.GetProperty("units").GetInt64());

    private IReadOnlyList<Aim> Aims => Find("match.order") is { ValueKind: JsonValueKind.Array } order
        // The pack's own order; the solver wants what is said of needs before what is said of lots.
        ? [.. order.EnumerateArray().Select(code => AimOf(code.GetString() ?? "")).OfType<Aim>().OrderBy(aim => aim >= Aim.SoonToExpire)]
        : MatchPolicy.UsualAims;

    private static Aim? AimOf(string code) => code switch
    {
        "urgency" => Aim.Urgency,
        "deadline" => Aim.Deadline,
        "uncovered" => Aim.Uncovered,
        "fair-share" => Aim.EqualShare,
        "category" => Aim.Category,
        "green-channel" => Aim.GreenChannel,
        "expiring-first" => Aim.SoonToExpire,
        "nearness" => Aim.Nearness,
        _ => null,
    };

    private static PackCategory Category(JsonElement entry) => new(
        CodeOf(entry.GetProperty("code").GetString()!), entry.GetProperty("zh").GetString()!, entry.GetProperty("en").GetString()!, entry.GetProperty("order").GetInt32());

    private JsonElement? Find(string key) => rules.Pack.Values.TryGetValue(key, out var value) && value.IsSet ? value.Value : null;

    private JsonElement.ArrayEnumerator Entries(string key) => Find(key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private int? Number(string key) => Find(key) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;

    private HashSet<int>? Numbers(string key) =>
        Find(key) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(number => number.GetInt32())] : null;
}
