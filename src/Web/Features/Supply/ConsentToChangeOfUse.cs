using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Features.Imports;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Supply;

/// <summary>
/// The donor agrees to a further use of what was given (Charity Law 56): from today the lot's fund in the book also allows this kind of help, tied for ever to the
/// donor's signed paper. Whoever holds the lot enters it; no consent reaches back.
/// </summary>
/// <param name="Kind">Code of the kind of help, from the list of kinds.</param>
/// <param name="ScanName">Name of the file.</param>
/// <param name="Scan">The donor's paper as photo or scan, in Base64; without it nothing is changed.</param>
[Allowed(Role.CharityStaff)]
public sealed record ConsentToChangeOfUse(Guid CommandId, Actor By, string CountyCode, string LotNumber, string Kind, string ScanName, string Scan) : ICommand<Done>
{
    /// <summary>Prints no scan.</summary>
    public override string ToString() => $"ConsentToChangeOfUse {{ {CommandId} }}";
}

public sealed class ConsentToChangeOfUseHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<ConsentToChangeOfUse, Result<Done>>
{
    public async Task<Result<Done>> Handle(ConsentToChangeOfUse command, CancellationToken cancellationToken)
    {
        var county = command.CountyCode;
        var lot = await db.Set<SupplyLot>().AsNoTracking().FirstOrDefaultAsync(each => each.CountyCode == county && each.Number == command.LotNumber, cancellationToken);
        if (lot is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "lot"), ("number", command.LotNumber));
        }

        if (!command.By.StandsFor(lot.OrganisationId))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", command.LotNumber));
        }

        var fund = await db.Set<Fund>().AsNoTracking().Include(each => each.Purposes).FirstOrDefaultAsync(each => each.CountyCode == county && each.Id == lot.Id, cancellationToken);
        if (fund is null || !ChangeOfUse.IsOpenFor(lot))
        {
            return Refused.By(MatchingRefusal.LotNotPublished, ("lot", command.LotNumber));
        }

        if (await db.Codes.AsNoTracking().FirstOrDefaultAsync(code => code.List == CodeLists.AidKind && code.Code == command.Kind, cancellationToken) is not { } kind)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", "kind"), ("number", command.Kind));
        }

        if (kind.Unit != lot.Unit)
        {
            return Refused.By(MatchingRefusal.UnitsDiffer, ("lot", lot.Unit), ("kind", kind.Unit));
        }

        if (fund.Purposes.Exists(purpose => purpose.Purpose == command.Kind))
        {
            return Refused.By(MatchingRefusal.AlreadyRegistered, ("kind", command.Kind));
        }

        if (FormScan.Parse(command.ScanName, command.Scan) is not { } scan)
        {
            return Refused.By(FundRefusal.ScanMissing);
        }

        var paper = await desk.Keep(command, DocumentKinds.DonorConsent, scan.FileName, scan.MediaType, scan.Content, cancellationToken);
        var purpose = new FundPurpose { CountyCode = county, FundId = fund.Id, Purpose = command.Kind, AllowedFrom = CountyDay.Of(turn.Now), ConsentDocument = paper.Hash };
        await turn.BookOf(county).ConsentToChangeOfUse(purpose, command.By.Name, cancellationToken);
        return new Done();
    }
}

/// <summary>What the page of a lot asks about changes of use.</summary>
public static class ChangeOfUse
{
    /// <summary>In the book, and not on its way out of it.</summary>
    public static bool IsOpenFor(SupplyLot lot) => lot.State is LotState.Published or LotState.Suspended or LotState.UsedUp;

    /// <summary>What the lot may be put to, as the book has it; empty before it is published.</summary>
    public static async Task<IReadOnlyList<FundPurpose>> UsesOf(JiujiDb db, SupplyLot lot, CancellationToken cancellationToken) => await db.Set<FundPurpose>().AsNoTracking()
        .Where(purpose => purpose.CountyCode == lot.CountyCode && purpose.FundId == lot.Id).OrderBy(purpose => purpose.AllowedFrom).ThenBy(purpose => purpose.Purpose).ToListAsync(cancellationToken);
}
