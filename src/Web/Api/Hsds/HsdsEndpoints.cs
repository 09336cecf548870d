using Jiuji.Matching.Supply;
using Jiuji.Web.Api.Reads;
using Jiuji.Web.Api.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Hsds;

/// <summary>Which page of a list, and how many rows it has.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Size">1 to 200; 50 where it is left out.</param>
public sealed record HsdsPaging(int? Page, [property: Microsoft.AspNetCore.Mvc.FromQuery(Name = "per_page")] int? Size)
{
    public int Number => Math.Max(1, Page ?? 1);
    public int Rows => Math.Clamp(Size ?? PageQuery.UsualRows, 1, PageQuery.MostRows);
}

/// <summary><c>/api/hsds</c>: for programs that know Open Referral and nothing of us.</summary>
public static class HsdsEndpoints
{
    public const string Version = "3.0";

    public static void Map(RouteGroupBuilder hsds)
    {
        hsds.WithMetadata(new Door(ApiScope.ReadSupply, []));
        Add(hsds, "/", "hsds-root", Root, typeof(HsdsRoot));
        Add(hsds, "/services", "hsds-services", Services, typeof(HsdsPage<HsdsService>));
        Add(hsds, "/services/{id:guid}", "hsds-service", Service, typeof(HsdsService));
        Add(hsds, "/organizations", "hsds-organizations", Organizations, typeof(HsdsPage<HsdsOrganization>));
        Add(hsds, "/organizations/{id:guid}", "hsds-organization", Organization, typeof(HsdsOrganization));
        Add(hsds, "/service_at_locations", "hsds-service-at-locations", AtLocations, typeof(HsdsPage<HsdsServiceAtLocation>));
        Add(hsds, "/service_at_locations/{id:guid}", "hsds-service-at-location", AtLocation, typeof(HsdsServiceAtLocation));
        Add(hsds, "/taxonomies", "hsds-taxonomies", Taxonomies, typeof(HsdsPage<HsdsTaxonomy>));
        Add(hsds, "/taxonomies/{id:guid}", "hsds-taxonomy", Taxonomy, typeof(HsdsTaxonomy));
        Add(hsds, "/taxonomy_terms", "hsds-taxonomy-terms", Terms, typeof(HsdsPage<HsdsTerm>));
        Add(hsds, "/taxonomy_terms/{id:guid}", "hsds-taxonomy-term", OneTerm, typeof(HsdsTerm));
    }

    private static void Add(RouteGroupBuilder hsds, string path, string name, Delegate handler, Type answer) =>
        hsds.MapGet(path, handler).WithName(name).WithTags("hsds").WithMetadata(new ApiRead(path, name, ApiScope.ReadSupply, [], handler, answer));

    /// <summary>Says which version of HSDS this is and where it is described.</summary>
    private static IResult Root(HttpRequest request) => Answer(new HsdsRoot(
        Version, $"{request.Scheme}://{request.Host}/api", $"{request.Scheme}://{request.Host}/api/v1/openapi.json"));

    /// <summary>Lists the published lots of the token's county as services.</summary>
    /// <param name="search">Only services whose name or description holds this.</param>
    /// <param name="organization_id">Only services of this organisation.</param>
    /// <param name="taxonomy_term_id">Only services that this term describes.</param>
    /// <param name="full">With everything that belongs to each service.</param>
    private static async Task<IResult> Services(
        HttpContext context, HsdsFeed feed, [AsParameters] HsdsPaging page, string? search, Guid? organization_id, Guid? taxonomy_term_id, bool? full)
    {
        var (county, token) = (Caller.Of(context.User).County, context.RequestAborted);
        var lots = await Wanted(feed, county, search, organization_id, taxonomy_term_id, token);
        return await Paged<SupplyLot, HsdsService>(page, lots.OrderBy(lot => lot.Id), rows => feed.Services(county, rows, full ?? false, token), token);
    }

    /// <summary>Reads one service with everything that belongs to it.</summary>
    private static async Task<IResult> Service(HttpContext context, HsdsFeed feed, Guid id)
    {
        var (county, token) = (Caller.Of(context.User).County, context.RequestAborted);
        var lots = await feed.Lots(county, null, null, null).Where(lot => lot.Id == id).ToListAsync(token);
        return One(context, await feed.Services(county, lots, whole: true, token) is [var found, ..] ? found : null, id);
    }

    /// <summary>Lists the organisations that offer something in the token's county now.</summary>
    /// <param name="search">Only organisations whose name holds this.</param>
    private static Task<IResult> Organizations(HttpContext context, HsdsFeed feed, [AsParameters] HsdsPaging page, string? search) =>
        Paged<Reference.Organisation, HsdsOrganization>(
            page, feed.Organisations(Caller.Of(context.User).County).Where(body => search == null || body.NameZh.Contains(search) || body.NameEn.Contains(search)).OrderBy(body => body.Code),
            rows => Task.FromResult<IReadOnlyList<HsdsOrganization>>([.. rows.Select(feed.Organization)]), context.RequestAborted);

    /// <summary>Reads one organisation.</summary>
    private static async Task<IResult> Organization(HttpContext context, HsdsFeed feed, Guid id) =>
        One(context, await feed.Organisations(Caller.Of(context.User).County).FirstOrDefaultAsync(body => body.Id == id, context.RequestAborted) is { } found ? feed.Organization(found) : null, id);

    /// <summary>Lists where the services are.</summary>
    /// <param name="search">Only services whose name or description holds this.</param>
    /// <param name="organization_id">Only services of this organisation.</param>
    /// <param name="taxonomy_term_id">Only services that this term describes.</param>
    private static async Task<IResult> AtLocations(
        HttpContext context, HsdsFeed feed, [AsParameters] HsdsPaging page, string? search, Guid? organization_id, Guid? taxonomy_term_id)
    {
        var (county, token) = (Caller.Of(context.User).County, context.RequestAborted);
        var lots = await Wanted(feed, county, search, organization_id, taxonomy_term_id, token);
        return await Paged<SupplyLot, HsdsServiceAtLocation>(page, lots.OrderBy(lot => lot.Id), rows => Located(feed, county, rows, token), token);
    }

    /// <summary>Reads where one service is.</summary>
    private static async Task<IResult> AtLocation(HttpContext context, HsdsFeed feed, Guid id)
    {
        // The id is computed from the lot's, so it is found among them; a county has some hundreds.
        var (county, token) = (Caller.Of(context.User).County, context.RequestAborted);
        var lots = (await feed.Lots(county, null, null, null).ToListAsync(token)).FindAll(lot => feed.AtLocation(lot, null).Id == id);
        return One(context, await Located(feed, county, lots, token) is [var found, ..] ? found : null, id);
    }

    /// <summary>Lists the taxonomies: the kinds of help.</summary>
    private static IResult Taxonomies(HsdsFeed feed, [AsParameters] HsdsPaging page) => Answer(PageOf<HsdsTaxonomy>(page, 1, page.Number == 1 ? [feed.Taxonomy] : []));

    /// <summary>Reads one taxonomy.</summary>
    private static IResult Taxonomy(HttpContext context, HsdsFeed feed, Guid id) => One(context, id == HsdsFeed.AidKinds ? feed.Taxonomy : null, id);

    /// <summary>Lists the kinds of help.</summary>
    private static Task<IResult> Terms(HttpContext context, HsdsFeed feed, [AsParameters] HsdsPaging page) => Paged<Reference.CodeItem, HsdsTerm>(
        page, feed.Terms(), rows => Task.FromResult<IReadOnlyList<HsdsTerm>>([.. rows.Select(HsdsFeed.Term)]), context.RequestAborted);

    /// <summary>Reads one kind of help.</summary>
    private static async Task<IResult> OneTerm(HttpContext context, HsdsFeed feed, Guid id) =>
        One(context, (await feed.Terms().ToListAsync(context.RequestAborted)).Select(HsdsFeed.Term).FirstOrDefault(term => term.Id == id), id);

    private static async Task<IQueryable<SupplyLot>> Wanted(HsdsFeed feed, string county, string? search, Guid? organisation, Guid? term, CancellationToken cancellationToken)
    {
        var kind = term is null ? null : (await feed.Terms().ToListAsync(cancellationToken)).Select(HsdsFeed.Term).FirstOrDefault(each => each.Id == term)?.Code ?? "";
        return feed.Lots(county, organisation, kind, search);
    }

    private static async Task<IReadOnlyList<HsdsServiceAtLocation>> Located(HsdsFeed feed, string county, IReadOnlyList<SupplyLot> lots, CancellationToken cancellationToken) =>
        [.. lots.Zip(await feed.Services(county, lots, whole: false, cancellationToken), feed.AtLocation)];

    private static async Task<IResult> Paged<TRow, TShape>(
        HsdsPaging page, IQueryable<TRow> rows, Func<IReadOnlyList<TRow>, Task<IReadOnlyList<TShape>>> shapes, CancellationToken cancellationToken)
    {
        var all = await rows.CountAsync(cancellationToken);
        var shown = await rows.Skip((page.Number - 1) * page.Rows).Take(page.Rows).ToListAsync(cancellationToken);
        return Answer(PageOf(page, all, await shapes(shown)));
    }

    private static HsdsPage<T> PageOf<T>(HsdsPaging page, int all, IReadOnlyList<T> contents)
    {
        var pages = Math.Max(1, (all + page.Rows - 1) / page.Rows);
        return new HsdsPage<T>(all, pages, page.Number, contents.Count, page.Number == 1, page.Number >= pages, contents.Count == 0, contents);
    }

    private static IResult Answer<T>(T content) => Results.Json(content, HsdsJson.Options);

    private static IResult One<T>(HttpContext context, T? found, Guid id)
        where T : class =>
        found is null ? Problem.Answer(context, Lanes.Refused.By(Lanes.SiteRefusal.NotFound, ("what", id.ToString()))) : Answer(found);
}
