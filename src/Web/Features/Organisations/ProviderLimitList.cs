using System.ComponentModel.DataAnnotations;
using Jiuji.Ledger;
using Jiuji.Matching;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Solving;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Organisations;

/// <summary>How much of a kind an organisation takes on at one time, and how much of that is promised now.</summary>
public sealed record LimitLine(Guid Organisation, string Code, string Kind, string Unit, long Units, long Promised);

/// <summary>A provider says how much it can take on at one time; the county sees and sets it for all of its providers.</summary>
[Authorize(Roles = "CharityStaff,SocietyTreasurer,SocietyCouncil,CountyCivilAffairs")]
public sealed class ProviderLimitListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names) : ActingPage(mediator, words)
{
    private const int FenPerYuan = 100;
    private const int LatestMoves = 20;

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    /// <summary>In the kind's unit, money in whole yuan; nothing for no limit.</summary>
    [BindProperty, Range(1, 10_000_000)]
    public long? Units { get; set; }

    public IReadOnlyList<Organisation> Organisations { get; private set; } = [];
    public IReadOnlyList<LimitLine> Lines { get; private set; } = [];
    public IReadOnlyList<Move> History { get; private set; } = [];
    public NameShelf Names => names;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var county = Me.CountyCode;
        var mine = Me.OrganisationId;
        Organisations = await ProviderRoom.Providers(db).Where(each => mine == null ? each.CountyCode == county : each.Id == mine).OrderBy(each => each.Code).ToListAsync(cancellationToken);
        var limits = await db.Set<ProviderLimit>().AsNoTracking().Where(limit => limit.CountyCode == county && (mine == null || limit.OrganisationId == mine)).ToListAsync(cancellationToken);
        var ids = limits.Select(limit => limit.OrganisationId).Distinct().ToList();
        var codes = await db.Organisations.AsNoTracking().Where(each => ids.Contains(each.Id)).ToDictionaryAsync(each => each.Id, each => each.Code, cancellationToken);
        var promised = await ProviderRoom.Promised(db, county, ids, cancellationToken);
        Lines = [.. limits.Select(limit => new LimitLine(
                limit.OrganisationId, codes[limit.OrganisationId], limit.KindCode, UnitOf(limit.KindCode), limit.Units,
                promised.GetValueOrDefault(new ProviderKind(limit.OrganisationId, limit.KindCode))))
            .OrderBy(line => line.Code, StringComparer.Ordinal).ThenBy(line => line.Kind, StringComparer.Ordinal)];
        History = await db.Set<Move>().AsNoTracking().Where(move => move.CountyCode == county && move.Noun == LimitProviderHandler.Noun && (mine == null || move.SubjectId == mine))
            .OrderByDescending(move => move.At).ThenByDescending(move => move.ActId).Take(LatestMoves).ToListAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await OnGet(cancellationToken);
        }

        var units = Units * (UnitOf(Kind ?? "") == AccountKey.Yuan ? FenPerYuan : 1);
        return await Send(
            new LimitProvider(CommandId, Me, Me.CountyCode, Organisation ?? "", Kind ?? "", units), "limit.done", "/supply/limits", () => OnGet(cancellationToken), cancellationToken);
    }

    /// <summary>A limit as the history has it; nothing for none.</summary>
    public string Told(string kind, string units) => long.TryParse(units, out var figure) ? names.Quantity(figure, UnitOf(kind)) : Words["limit.none_set"];

    private string UnitOf(string kind) => names.Kinds.FirstOrDefault(each => each.Code == kind)?.Unit ?? "";
}
