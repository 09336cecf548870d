using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Statements;

/// <summary>What the pages of reconciling share: the township they are about, and who works here and who only looks on.</summary>
public abstract class StatementPage(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    protected JiujiDb Db => db;
    public string Township { get; private set; } = "";
    public string Name { get; private set; } = "";
    public bool MayWork => Is(Role.Bookkeeper, Role.CountyFinance);

    /// <summary>Null where the page may be shown.</summary>
    protected async Task<int?> Enter(string township, CancellationToken cancellationToken)
    {
        if (!MaySee(township))
        {
            return StatusCodes.Status403Forbidden;
        }

        var region = await db.Regions.AsNoTracking().FirstOrDefaultAsync(r => r.Code == township && r.CountyCode == County && r.Kind == RegionKind.Township, cancellationToken);
        (Township, Name) = (township, region is null ? "" : Named(region.NameZh, region.NameEn));
        return region is null ? StatusCodes.Status404NotFound : null;
    }

    /// <summary>Why two sides are taken for the same money, in words.</summary>
    public string Why(MatchReason reasons) => reasons == MatchReason.None
        ? T.Of(MatchReason.None)
        : string.Join(T["picture.separator"], Enum.GetValues<MatchReason>().Where(reason => reason != MatchReason.None && reasons.HasFlag(reason)).Select(reason => T.Of(reason)));

    /// <summary>What moved, and with which case or document.</summary>
    public string Of(BookMove move) => move.Event is { } happened ? T[$"kind.FundEvent.{happened}"] : "";
}
