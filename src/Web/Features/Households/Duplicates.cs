using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Households;

/// <summary>One file of a likely pair, as it is shown: masked.</summary>
public sealed record FileCard(string Number, string Heads, int Size, string Village, int OpenNeeds, int TimesHelped);

/// <summary>Two files side by side, and in what they are alike.</summary>
public sealed record PairCard(FileCard First, FileCard Second, Likeness Likeness);

/// <summary>Likely duplicates of this person's area: the same household twice, or two households? A person decides, and says why.</summary>
[Authorize(Roles = MatchingPages.Offices)]
public sealed class DuplicatesModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names) : ActingPage(mediator, words)
{
    private const int MostShown = 30;

    public IReadOnlyList<PairCard> Pairs { get; private set; } = [];
    public NameShelf Names => names;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var (county, areas) = (Me.CountyCode, Me.Viewer().Areas);
        var households = (await db.Set<Household>().AsNoTracking().Where(each => each.CountyCode == county && each.DeletedAt == null && each.MergedIntoId == null)
            .ToListAsync(cancellationToken)).Where(each => each.TouchesArea(areas)).ToDictionary(each => each.Id);
        var persons = await db.Set<Person>().AsNoTracking().Where(person => person.CountyCode == county && person.DeletedAt == null && person.MergedIntoId == null)
            .ToListAsync(cancellationToken);
        var known = persons.Where(person => households.ContainsKey(person.HouseholdId)).Select(person => new KnownPerson(person, households[person.HouseholdId])).ToList();
        var likely = DuplicateSearch.In(known, await KeepApartHandler.Pairs(db, county, cancellationToken)).Take(MostShown).ToList();
        var cards = await Cards(known, likely, cancellationToken);
        Pairs = [.. likely.Select(pair => new PairCard(cards[pair.First], cards[pair.Second], pair.Likeness))];
        return Page();
    }

    public Task<IActionResult> OnPostSame(string kept, string ended, string? reason, CancellationToken token) =>
        Send(new MergeHouseholds(CommandId, Me, Me.CountyCode, kept, ended, reason ?? ""), "household.merged", $"/households/{Uri.EscapeDataString(kept)}", () => OnGet(token), token);

    public Task<IActionResult> OnPostDifferent(string kept, string ended, string? reason, CancellationToken token) =>
        Send(new KeepApart(CommandId, Me, Me.CountyCode, kept, ended, reason ?? ""), "household.kept_apart", "/households/duplicates", () => OnGet(token), token);

    private async Task<Dictionary<Guid, FileCard>> Cards(List<KnownPerson> known, List<LikelyPair> likely, CancellationToken cancellationToken)
    {
        var ids = likely.SelectMany(pair => new[] { pair.First, pair.Second }).ToHashSet();
        var open = (await db.Set<Need>().AsNoTracking().Where(need => need.CountyCode == Me.CountyCode && ids.Contains(need.HouseholdId)).ToListAsync(cancellationToken))
            .ToLookup(need => need.HouseholdId);
        var helped = (await db.Set<AidChainItem>().AsNoTracking().Where(item => item.CountyCode == Me.CountyCode && ids.Contains(item.HouseholdId))
            .Select(item => item.HouseholdId).ToListAsync(cancellationToken)).ToLookup(each => each);
        return known.Where(each => ids.Contains(each.Household.Id)).GroupBy(each => each.Household.Id).ToDictionary(file => file.Key, file =>
        {
            var household = file.First().Household;
            var members = file.OrderBy(each => each.Person.Relation == Relation.Head ? 0 : 1).Select(each => each.Person.NameMasked);
            return new FileCard(
                household.Number, string.Join(' ', members), household.Size, household.ResidenceVillage.Length > 0 ? household.ResidenceVillage : household.ResidenceTownship,
                open[file.Key].Count(need => need.IsOpen), helped[file.Key].Count());
        });
    }
}
