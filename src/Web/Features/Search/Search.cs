using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Matching.Households;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Search;

/// <summary>One thing found: what it is (key of its word), its number, and a line about it; a person always masked.</summary>
public sealed record Finding(string Word, string Number, string About, string Url);

/// <summary>
/// Finds by number, document, lot or exact name, within the viewer's own area and among what their role may open. Names and identity numbers are compared by
/// keyed hash: whoever does not know them whole finds nothing.
/// </summary>
[Authorize]
public sealed class SearchModel(JiujiDb db, PersonalVault vault) : PageModel
{
    public const int Shortest = 2;
    private const int MostOfEach = 10;
    private readonly List<Finding> found = [];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    public IReadOnlyList<Finding> Found => found;
    public bool HasLooked { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var text = (Text ?? "").Normalize(System.Text.NormalizationForm.FormKC).Trim();
        if (text.Length < Shortest)
        {
            return Page();
        }

        HasLooked = true;
        var me = User.Actor();
        if (Is(FundViewers.Cases))
        {
            await Add(Cases(me, text), cancellationToken);
        }

        if (Is(FundViewers.Money))
        {
            await Add(Claims(me, text), cancellationToken);
            await Add(Documents(me, text), cancellationToken);
            await Add(Funds(me, text), cancellationToken);
        }

        if (Is(MatchingPages.Offices))
        {
            await Add(Households(me, text), cancellationToken);
            await Add(Needs(me, text), cancellationToken);
        }

        if (Is(MatchingPages.OfficesAndProviders))
        {
            await Add(Lots(me, text), cancellationToken);
        }

        // A number that is somebody's whole answer needs no list.
        return found is [var only] && only.Number == text ? Redirect(only.Url) : Page();
    }

    private bool Is(string roles) => roles.Split(',').Any(User.IsInRole);

    private async Task Add(IQueryable<Finding> findings, CancellationToken cancellationToken) => found.AddRange(await findings.Take(MostOfEach).ToListAsync(cancellationToken));

    private IQueryable<Finding> Cases(Actor me, string text) => db.Set<AidCase>().AsNoTracking()
        .Where(c => c.CountyCode == me.CountyCode && (me.TownshipCode == "" || c.TownshipCode == me.TownshipCode) && c.Number.Contains(text))
        .OrderByDescending(c => c.AcceptedOn).ThenBy(c => c.Number)
        .Select(c => new Finding("case.title", c.Number, "", $"/cases/{c.Number}"));

    private IQueryable<Finding> Claims(Actor me, string text) => db.Set<ReimbursementClaim>().AsNoTracking()
        .Where(c => c.CountyCode == me.CountyCode && (me.TownshipCode == "" || c.TownshipCode == me.TownshipCode) && c.Number.Contains(text))
        .OrderByDescending(c => c.Month).Select(c => new Finding("claim.title", c.Number, "", $"/claims/{c.Number}"));

    /// <summary>A document leads to the advances issued on it, which for a township are its own.</summary>
    private IQueryable<Finding> Documents(Actor me, string text) =>
        from document in db.Set<JointDocument>().AsNoTracking()
        where document.CountyCode == me.CountyCode && (document.Number.Contains(text) || document.Title.Contains(text))
        join advance in db.Set<Advance>() on new { document.CountyCode, JointDocumentId = document.Id } equals new { advance.CountyCode, advance.JointDocumentId }
        join fund in db.Set<ReserveFund>() on new { advance.CountyCode, Id = advance.ReserveFundId } equals new { fund.CountyCode, fund.Id }
        where me.TownshipCode == "" || fund.TownshipCode == me.TownshipCode
        orderby document.Number
        select new Finding("search.document", document.Number, document.Title, $"/advances/{advance.Id}");

    private IQueryable<Finding> Funds(Actor me, string text) =>
        from fund in db.Set<ReserveFund>().AsNoTracking()
        join region in db.Regions on fund.TownshipCode equals region.Code
        where fund.CountyCode == me.CountyCode && (me.TownshipCode == "" || fund.TownshipCode == me.TownshipCode) && (region.NameZh.Contains(text) || region.NameEn.Contains(text))
        orderby fund.Year descending
        select new Finding("fund.title", fund.Year.ToString(CultureInfo.InvariantCulture), region.NameZh, $"/funds/{fund.TownshipCode}/{fund.Year}");

    private IQueryable<Finding> Households(Actor me, string text)
    {
        var (name, number) = (vault.Index("name", text), vault.Index("id_number", text));
        return from household in db.Set<Household>().AsNoTracking()
               where household.CountyCode == me.CountyCode && household.DeletedAt == null && household.MergedIntoId == null
               where me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode || household.RegisteredTownship == me.TownshipCode
               join p in db.Set<Person>() on new { household.CountyCode, HouseholdId = household.Id } equals new { p.CountyCode, p.HouseholdId }
               where p.DeletedAt == null && (p.NameIndex == name || p.IdNumberIndex == number || (p.Relation == Relation.Head && household.Number.Contains(text)))
               orderby household.Number
               select new Finding("household.title", household.Number, p.NameMasked, $"/households/{household.Number}");
    }

    private IQueryable<Finding> Needs(Actor me, string text) =>
        from need in db.Set<Need>().AsNoTracking()
        join household in db.Set<Household>() on new { need.CountyCode, Id = need.HouseholdId } equals new { household.CountyCode, household.Id }
        where need.CountyCode == me.CountyCode && need.Number.Contains(text)
        where me.TownshipCode == "" || household.ResidenceTownship == me.TownshipCode || household.RegisteredTownship == me.TownshipCode
        orderby need.Number
        select new Finding("need.title", need.Number, "", $"/needs/{need.Number}");

    private IQueryable<Finding> Lots(Actor me, string text)
    {
        var isProvider = me.InMatching().IsProvider();
        return db.Set<SupplyLot>().AsNoTracking()
            .Where(lot => lot.CountyCode == me.CountyCode && (!isProvider || lot.OrganisationId == me.OrganisationId || lot.State == LotState.Published))
            .Where(lot => lot.Number.Contains(text) || lot.Name.Contains(text))
            .OrderBy(lot => lot.Number).Select(lot => new Finding("supply.title", lot.Number, lot.Name, $"/supply/{lot.Number}"));
    }
}
