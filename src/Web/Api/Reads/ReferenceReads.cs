using System.Text.Json.Nodes;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>Whom the token stands for, and how far it goes.</summary>
public sealed record CallerView(string User, Role Role, string County, string Township, Guid? Organisation, IReadOnlyList<ApiScope> Scopes);

/// <summary>A body with a book of its own or a role in a decision.</summary>
public sealed record OrganisationView(
    Guid Id, string Code, OrganisationKind Kind, string NameZh, string NameEn, string CreditCode, string FilingNumber, string County, bool MayRaisePublicly, IReadOnlyList<string> Areas);

/// <summary>A place of the tree of regions. The county is the tenant, stored and never derived from the code.</summary>
public sealed record RegionView(string Code, string Parent, RegionKind Kind, string NameZh, string NameEn, string GbCode, string County, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>One word of a code list.</summary>
public sealed record CodeView(string List, string Code, string Zh, string En, string Group, string Unit);

/// <summary>The rules of one policy document.</summary>
public sealed record RulePackView(string Key, int Version, DateOnly EffectiveFrom, DateOnly? EffectiveTo, IReadOnlyList<string> Counties);

/// <summary>A rule pack with every value and its clause, as loaded.</summary>
public sealed record RulePackContent(string Key, int Version, JsonNode Content);

public static class ReferenceReads
{
    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/me", "read-me", null, [], Me, typeof(CallerView)),
        new("/organisations", "list-organisations", null, [], Organisations, typeof(ListPart<OrganisationView>)),
        new("/regions", "list-regions", null, [], Regions, typeof(ListPart<RegionView>)),
        new("/codes", "list-codes", null, [], Codes, typeof(ListPart<CodeView>)),
        new("/rule-packs", "list-rule-packs", null, [], Packs, typeof(ListPart<RulePackView>)),
        new("/rule-packs/{key}", "read-rule-pack", null, [], Pack, typeof(RulePackContent)),
    ];

    /// <summary>Reads whom this token stands for and what its scopes are.</summary>
    private static IResult Me(HttpContext context)
    {
        var caller = Caller.Of(context.User);
        return Answers.Tagged(context, new CallerView(
            caller.Actor.Name, caller.Actor.Role, caller.County, caller.Actor.TownshipCode, caller.Actor.OrganisationId, caller.Scopes));
    }

    /// <summary>Lists organisations by code.</summary>
    /// <param name="kind">Only organisations of this kind.</param>
    private static Task<IResult> Organisations(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, OrganisationKind? kind)
    {
        var after = page.After;
        var rows = db.Organisations.AsNoTracking().Include(o => o.Areas).Where(o => (after == "" || o.Code.CompareTo(after) > 0) && (kind == null || o.Kind == kind));
        return Answers.Part(context, page, rows.OrderBy(o => o.Code), o => o.Code, o => new OrganisationView(
            o.Id, o.Code, o.Kind, o.NameZh, o.NameEn, o.CreditCode, o.FilingNumber, o.CountyCode, o.MayRaisePublicly, [.. o.Areas.Select(a => a.RegionCode).Order(StringComparer.Ordinal)]));
    }

    /// <summary>Lists places by code.</summary>
    /// <param name="parent">Only places that lie directly in this one, by its code.</param>
    /// <param name="kind">Only places of this kind.</param>
    private static Task<IResult> Regions(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, string? parent, RegionKind? kind)
    {
        var after = page.After;
        var rows = db.Regions.AsNoTracking()
            .Where(r => (after == "" || r.Code.CompareTo(after) > 0) && (parent == null || r.ParentCode == parent) && (kind == null || r.Kind == kind));
        return Answers.Part(context, page, rows.OrderBy(r => r.Code), r => r.Code, r => new RegionView(
            r.Code, r.ParentCode, r.Kind, r.NameZh, r.NameEn, r.GbCode, r.CountyCode, r.ValidFrom, r.ValidTo));
    }

    /// <summary>Lists the words of one code list, such as aid-kind, unit or hardship-cause, by code.</summary>
    /// <param name="list">The name of the list.</param>
    private static Task<IResult> Codes(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, string list)
    {
        var after = page.After;
        var rows = db.Codes.AsNoTracking().Where(c => c.List == list && (after == "" || c.Code.CompareTo(after) > 0));
        return Answers.Part(context, page, rows.OrderBy(c => c.Code), c => c.Code, c => new CodeView(c.List, c.Code, c.Zh, c.En, c.Group, c.Unit));
    }

    /// <summary>Lists the newest version of each rule pack by key.</summary>
    /// <param name="county">Only packs that are in force for this county, by its code.</param>
    private static Task<IResult> Packs(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, string? county)
    {
        var after = page.After;
        var rows = Newest(db).Where(p => (after == "" || p.Key.CompareTo(after) > 0) && (county == null || p.Scopes.Any(s => s.CountyCode == county)));
        return Answers.Part(context, page, rows.OrderBy(p => p.Key), p => p.Key, p => new RulePackView(
            p.Key, p.Version, p.EffectiveFrom, p.EffectiveTo, [.. p.Scopes.Select(s => s.CountyCode).Order(StringComparer.Ordinal)]));
    }

    /// <summary>Reads the newest version of a rule pack: every value with its unit, clause and quotation.</summary>
    private static async Task<IResult> Pack(HttpContext context, JiujiDb db, string key)
    {
        var pack = await Newest(db).FirstOrDefaultAsync(p => p.Key == key, context.RequestAborted);
        return Answers.One(context, pack is null ? null : new RulePackContent(pack.Key, pack.Version, JsonNode.Parse(pack.Json)!), key);
    }

    private static IQueryable<StoredPack> Newest(JiujiDb db) =>
        db.Packs.AsNoTracking().Include(p => p.Scopes).Where(p => !db.Packs.Any(later => later.Key == p.Key && later.Version > p.Version));
}
