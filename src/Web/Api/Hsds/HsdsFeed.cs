using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Api.Hsds;

/// <summary>
/// The published lots of a county in the shape of Open Referral HSDS 3.0. Published lots only: no household, no person and no quantity promised to anybody
/// is read here at all.
/// </summary>
public sealed class HsdsFeed(JiujiDb db, NameShelf names, IStringLocalizer<Words> words)
{
    private const string Language = "zh";
    public static readonly Guid AidKinds = Id("taxonomy", CodeLists.AidKind);

    public static Guid Id(string entity, string key) => SeedFiles.Id($"hsds {entity} {key}");

    public IQueryable<SupplyLot> Lots(string county, Guid? organisation, string? kind, string? search)
    {
        var lots = db.Set<SupplyLot>().AsNoTracking().Include(lot => lot.Areas).Include(lot => lot.Categories).AsSplitQuery()
            .Where(lot => lot.CountyCode == county && lot.State == LotState.Published);
        return lots.Where(lot => (organisation == null || lot.OrganisationId == organisation) && (kind == null || lot.NeedKindCode == kind)
            && (search == null || lot.Name.Contains(search) || lot.Description.Contains(search)));
    }

    /// <summary>Those who offer something now.</summary>
    public IQueryable<Organisation> Organisations(string county) => db.Organisations.AsNoTracking()
        .Where(body => db.Set<SupplyLot>().Any(lot => lot.CountyCode == county && lot.OrganisationId == body.Id && lot.State == LotState.Published));

    public async Task<IReadOnlyList<HsdsService>> Services(string county, IReadOnlyList<SupplyLot> lots, bool whole, CancellationToken cancellationToken)
    {
        var ids = lots.Select(lot => lot.OrganisationId).Distinct().ToList();
        var bodies = await db.Organisations.AsNoTracking().Where(body => ids.Contains(body.Id)).ToDictionaryAsync(body => body.Id, cancellationToken);
        var terms = whole ? (await Terms().ToListAsync(cancellationToken)).Select(Term).ToDictionary(term => term.Code) : [];
        return [.. lots.Select(lot => whole ? Whole(Service(county, lot, bodies[lot.OrganisationId]), lot, terms) : Service(county, lot, bodies[lot.OrganisationId]))];
    }

    private HsdsService Service(string county, SupplyLot lot, Organisation body) => new(
        lot.Id, lot.OrganisationId, lot.Name, lot.Description.Length > 0 ? lot.Description : names.Kind(lot.NeedKindCode), "active", words["hsds.free_of_charge"],
        lot.Categories.Count == 0 ? null : string.Join(words["picture.separator"], lot.CategoryCodes.Order(StringComparer.Ordinal).Select(code => names.Category(county, code))),
        lot.AgeFrom, lot.AgeTo, Organization(body));

    private HsdsService Whole(HsdsService service, SupplyLot lot, Dictionary<string, HsdsTerm> terms) => service with
    {
        Schedules = [new HsdsSchedule(Id("schedule", $"{lot.Id:N}"), lot.Id, lot.ValidUntil, Days.Iso(lot.ValidUntil))],
        ServiceAreas = [.. lot.AreaCodes.Order(StringComparer.Ordinal).Select(area => new HsdsServiceArea(Id("service_area", $"{lot.Id:N} {area}"), lot.Id, names.Place(area)))],
        ServiceAtLocations = [AtLocation(lot, null)],
        CostOptions = [new HsdsCost(Id("cost_option", $"{lot.Id:N}"), lot.Id, words["hsds.free_of_charge"], 0, Ledger.AccountKey.Yuan)],
        Attributes = terms.TryGetValue(lot.NeedKindCode, out var term) ? [new HsdsAttribute(Id("attribute", $"{lot.Id:N} {term.Code}"), lot.Id, term.Id, "service", term)] : [],
    };

    /// <summary>Where it lies, as far as its lot says; the county where it says nothing.</summary>
    public HsdsServiceAtLocation AtLocation(SupplyLot lot, HsdsService? service)
    {
        var place = ((string[])[lot.PlaceVillage, lot.PlaceTownship, lot.PlaceCounty, lot.CountyCode]).First(code => code.Length > 0);
        var location = new HsdsLocation(Id("location", place), "physical", names.Place(place), place, "region code");
        return new HsdsServiceAtLocation(Id("service_at_location", $"{lot.Id:N}"), lot.Id, location.Id, location, service);
    }

    public HsdsOrganization Organization(Organisation body)
    {
        var (scheme, number) = body.CreditCode.Length > 0 ? ("CN-USCC", body.CreditCode) : ("CN-LOCAL-FILING", body.FilingNumber);
        return new HsdsOrganization(
            body.Id, body.NameZh, body.NameEn.Length > 0 ? body.NameEn : null, words.Of(body.Kind), body.Kind.ToString(),
            number.Length == 0 ? null : [new HsdsIdentifier(Id("organization_identifier", $"{body.Id:N}"), body.Id, scheme, scheme, number)]);
    }

    public HsdsTaxonomy Taxonomy => new(AidKinds, CodeLists.AidKind, words["hsds.aid_kinds"]);

    public IQueryable<CodeItem> Terms() => db.Codes.AsNoTracking().Where(code => code.List == CodeLists.AidKind).OrderBy(code => code.Order).ThenBy(code => code.Code);

    public static HsdsTerm Term(CodeItem code) => new(Id("taxonomy_term", code.Code), code.Code, code.Zh, code.En, CodeLists.AidKind, AidKinds, Language);
}
