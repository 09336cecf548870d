using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Consents;

/// <summary>
/// A need as a provider sees it before any consent. It carries no id of ours: <see cref="Handle"/> means something only to us.
/// </summary>
/// <param name="AreaCode">The smallest of village, township and county in which at least five households have an open need of this
/// kind.</param>
/// <param name="SimilarHouseholds">How many they are.</param>
public sealed record ShortlistRow(string Handle, string KindCode, string Unit, long Quantity, string AreaCode, int SimilarHouseholds);

/// <summary>An open need and where its household lives.</summary>
public sealed record PlacedNeed(Need Need, Place Residence);

/// <summary>
/// The de-identified list from which a provider may choose (design §4, PIPL 51): a row stands only for an area in which at least
/// <see cref="Crowd"/> households have the same kind of need. A need that is alone of its kind in the whole county is not on the list.
/// </summary>
public static class Shortlist
{
    public const int Crowd = 5;

    /// <param name="open">All open needs of the county: the crowd is counted over them, not over what is shown.</param>
    /// <param name="shown">Which of them this provider's lots could meet.</param>
    public static IReadOnlyList<ShortlistRow> For(
        Guid organisation, IReadOnlyCollection<PlacedNeed> open, Func<Need, bool> shown, PersonalVault vault)
    {
        var crowds = Crowds(open);
        return [.. open.Where(placed => shown(placed.Need))
            .Select(placed => Row(organisation, placed, crowds, vault)).OfType<ShortlistRow>()
            .OrderBy(row => row.KindCode, StringComparer.Ordinal).ThenBy(row => row.AreaCode, StringComparer.Ordinal)
            .ThenBy(row => row.Handle, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The handle of a need for one organisation; another organisation has another, so lists cannot be laid side by side.
    /// </summary>
    public static string Handle(Guid organisation, Guid need, PersonalVault vault) =>
        Convert.ToHexStringLower(vault.Index("shortlist", $"{organisation:N}{need:N}").AsSpan(1, 8));

    static Dictionary<(string Kind, string Area), int> Crowds(IEnumerable<PlacedNeed> open) => open
        .SelectMany(placed => Areas(placed.Residence).Select(area => (placed.Need.KindCode, area, placed.Need.HouseholdId)))
        .Distinct()
        .GroupBy(each => (each.KindCode, each.area))
        .ToDictionary(group => group.Key, group => group.Count());

    static ShortlistRow? Row(Guid organisation, PlacedNeed placed, Dictionary<(string Kind, string Area), int> crowds, PersonalVault vault)
    {
        var need = placed.Need;
        if (Array.Find(Areas(placed.Residence), area => crowds[(need.KindCode, area)] >= Crowd) is not { } area)
            return null;
        var handle = Handle(organisation, need.Id, vault);
        return new ShortlistRow(handle, need.KindCode, need.Unit, need.OpenQuantity, area, crowds[(need.KindCode, area)]);
    }

    static string[] Areas(Place place) => [place.Village, place.Township, place.County];
}
