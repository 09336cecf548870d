using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Matches;

/// <summary>
/// The names behind codes, in the language of the request: kinds and units of help, places, organisations. Every page of matching asks for them and they
/// change a few times a year, so they are kept in memory and read again after a minute.
/// </summary>
public sealed class NameShelf(IServiceScopeFactory scopes, RuleShelf rules, IStringLocalizer<Words> words, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private volatile Content? content;

    private sealed record Named(string Zh, string En)
    {
        public string Name => SpokenLanguages.IsChinese ? Zh : En;
    }

    private sealed record Content(
        Dictionary<(string List, string Code), Named> Codes, Dictionary<string, Named> Places, Dictionary<Guid, Named> Organisations, List<CodeItem> Kinds, DateTimeOffset ReadAt);

    /// <summary>All kinds of help, in the order of their list.</summary>
    public IReadOnlyList<CodeItem> Kinds => Read().Kinds;

    public string Kind(string code) => Of(CodeLists.AidKind, code);

    public string Unit(string code) => Of(CodeLists.Unit, code);

    public string Of(string list, string code) => Read().Codes.TryGetValue((list, code), out var named) ? named.Name : code;

    public string Place(string code) => Read().Places.TryGetValue(code, out var named) ? named.Name : code;

    public string Organisation(Guid id) => Read().Organisations.TryGetValue(id, out var named) ? named.Name : words["common.not_known"];

    public string Category(string county, string code) => rules.Find(county, clock.Today()) is { } pack
        && new MatchingRules(pack, rules.Calendar, clock.Today()).Categories.FirstOrDefault(category => category.Code == code) is { } named
            ? SpokenLanguages.IsChinese ? named.Zh : named.En
            : code;

    /// <summary>"轮椅 1 辆"; money as yuan.</summary>
    public string Amount(string kind, long quantity, string unit) => words["match.amount", Kind(kind), Quantities.Figure(quantity, unit), Counted(quantity, unit)];

    public string Quantity(long quantity, string unit) => words["match.quantity", Quantities.Figure(quantity, unit), Counted(quantity, unit)];

    /// <summary>The unit as it stands behind a count: Chinese has no plural, yuan have none, English has one.</summary>
    private string Counted(long quantity, string unit) => SpokenLanguages.IsChinese || quantity == 1 || unit == Jiuji.Ledger.AccountKey.Yuan ? Unit(unit)
        : Unit(unit).EndsWith('x') ? $"{Unit(unit)}es" : $"{Unit(unit)}s";

    public string Fields(PersonalFields fields) => fields == PersonalFields.None
        ? words["common.none"]
        : string.Join(words["picture.separator"], Enum.GetValues<PersonalFields>().Where(field => int.PopCount((int)field) == 1 && fields.HasFlag(field)).Select(field => words.Of(field)));

    private Content Read()
    {
        if (content is { } kept && clock.GetUtcNow() - kept.ReadAt < KeptFor)
        {
            return kept;
        }

        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<JiujiDb>();
        var codes = db.Codes.AsNoTracking().ToList();
        return content = new Content(
            codes.ToDictionary(code => (code.List, code.Code), code => new Named(code.Zh, code.En)),
            db.Regions.AsNoTracking().Where(region => region.CountyCode != "").ToDictionary(region => region.Code, region => new Named(region.NameZh, region.NameEn)),
            db.Organisations.AsNoTracking().ToDictionary(organisation => organisation.Id, organisation => new Named(organisation.NameZh, organisation.NameEn)),
            [.. codes.Where(code => code.List == CodeLists.AidKind).OrderBy(code => code.Order)],
            clock.GetUtcNow());
    }
}
