using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Documents;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>One place where the township's money lies, with its last count.</summary>
public sealed record CashPlace(PlacePosition Position, FundCount? LastCount)
{
    /// <summary>Whether the last count has a sheet to look at.</summary>
    public bool HasSheet { get; init; }
    public bool IsCash => Places.IsCash(Position.Place);
    public string Custodian => IsCash ? Position.Place["cash:".Length..] : "";
}

/// <summary>
/// A township's places: the bank, each custodian's cash, what lies there for others and who lent. Cash is drawn, banked, counted and handed over here, and
/// what is not the fund's leaves from here.
/// </summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class CashPageModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public FundReading Reading { get; private set; } = default!;
    public IReadOnlyList<CashPlace> Kept { get; private set; } = [];
    public IReadOnlyList<HeldMoney> Held { get; private set; } = [];
    public IReadOnlyList<(string Lender, long Fen)> Lenders { get; private set; } = [];
    public string Township { get; private set; } = "";
    public int Year { get; private set; }

    /// <summary>What was typed into the form that was refused, so that nobody types it twice.</summary>
    public string Amount { get; private set; } = "";

    public bool MayMove => Is(Role.Cashier);
    public bool MayRecord => Is(Role.Cashier, Role.Bookkeeper);
    public bool MayCount => Is(Role.Bookkeeper, Role.OfficeHead, Role.LeaderFinance, Role.CountyFinance);

    /// <summary>How each kind may end.</summary>
    public static IReadOnlyList<HeldEnd> EndsOf(HeldKind kind) => kind switch
    {
        HeldKind.Interest => [HeldEnd.ToTreasury],
        HeldKind.Donation => [HeldEnd.PassedOn],
        HeldKind.CashOverage or HeldKind.Unidentified => [HeldEnd.OwnerFound, HeldEnd.ToTreasury],
    };

    public Task<IActionResult> OnGet(string township, int year, CancellationToken cancellationToken) => Load(township, year, cancellationToken);

    /// <summary>The signed count sheet of one count of the township's cash.</summary>
    public async Task<IActionResult> OnGetSheet(string township, Guid count, CancellationToken cancellationToken)
    {
        if (!MaySee(township))
        {
            return Forbid();
        }

        var owners = db.Set<ReserveFund>().Where(f => f.CountyCode == County && f.TownshipCode == township).Select(f => f.Owner);
        var counts = db.Set<FundCount>().AsNoTracking().Where(c => c.CountyCode == County && c.Id == count && owners.Contains(c.Owner));
        return await CountSheet.Of(db, counts).Select(sheet => sheet.Document).FirstOrDefaultAsync(cancellationToken) is { } document ? KeptFile.Show(this, document) : NotFound();
    }

    public Task<IActionResult> OnPostDraw(string township, int year, Guid commandId, string? amount, CancellationToken cancellationToken) =>
        Take(township, year, amount, fen => new DrawCash(commandId, Viewer, County, year, fen), cancellationToken);

    public Task<IActionResult> OnPostRebank(string township, int year, Guid commandId, string? amount, CancellationToken cancellationToken) =>
        Take(township, year, amount, fen => new RebankCash(commandId, Viewer, County, year, fen), cancellationToken);

    public Task<IActionResult> OnPostFee(string township, int year, Guid commandId, string? amount, CancellationToken cancellationToken) =>
        Take(township, year, amount, fen => new RecordBankFee(commandId, Viewer, County, year, fen), cancellationToken);

    public Task<IActionResult> OnPostRepay(string township, int year, Guid commandId, string lender, string? amount, CancellationToken cancellationToken) =>
        Take(township, year, amount, fen => new RepayLender(commandId, Viewer, County, year, lender, fen), cancellationToken);

    public Task<IActionResult> OnPostReceive(string township, int year, Guid commandId, HeldKind kind, string? amount, string? from, CancellationToken cancellationToken) =>
        Take(township, year, amount, fen => new ReceiveForOthers(commandId, Viewer, County, year, kind, fen, from ?? ""), cancellationToken);

    /// <summary>A count; where somebody else takes the cash over, the change of custodian.</summary>
    public async Task<IActionResult> OnPostCount(
        string township, int year, Guid commandId, string custodian, string? amount, string? witness, string? successor, IFormFile? scan, CancellationToken cancellationToken)
    {
        if (scan is { Length: > Scan.MostBytes })
        {
            ModelState.AddModelError("scan", $"scan.{ScanProblem.TooLarge}");
        }

        var (name, sheet) = await Scanned(scan, cancellationToken);
        return await Take<long>(township, year, amount, fen => successor is { Length: > 0 }
            ? new ChangeCustodian(commandId, Viewer, County, township, year, custodian, successor, fen, witness ?? "", null, name, sheet)
            : new CountCash(commandId, Viewer, County, township, year, custodian, fen, witness ?? "", null, name, sheet), cancellationToken);
    }

    public async Task<IActionResult> OnPostFinish(string township, int year, Guid commandId, Guid held, HeldEnd end, string? to, CancellationToken cancellationToken) =>
        await Sent(new FinishHeldMoney(commandId, Viewer, County, held, end, to ?? "")) is null ? await Load(township, year, cancellationToken) : Done($"/funds/{township}/{year}/cash");

    private async Task<IActionResult> Take<T>(string township, int year, string? amount, Func<long, ICommand<T>> command, CancellationToken cancellationToken)
    {
        Amount = amount ?? "";
        if (YuanText.Fen(amount) is not { } fen)
        {
            ModelState.AddModelError(nameof(Amount), "error.amount");
        }
        else if (await Sent(command(fen)) is not null)
        {
            return Done($"/funds/{township}/{year}/cash");
        }

        return await Load(township, year, cancellationToken);
    }

    private async Task<IActionResult> Load(string township, int year, CancellationToken cancellationToken)
    {
        if (!MaySee(township))
        {
            return Forbid();
        }

        (Township, Year) = (township, year);
        var found = await FundReadings.Read(db, rules, County, township, year, Today, cancellationToken);
        if (found is not [{ Fund: { } fund } reading])
        {
            return NotFound();
        }

        Reading = reading;
        var owner = fund.Fund.Owner;
        var accounts = await db.Set<Account>().AsNoTracking()
            .Where(a => a.CountyCode == County && a.Owner == owner && (a.Kind == AccountKind.InHands || a.Kind == AccountKind.HeldForOthers || a.Kind == AccountKind.Lent)).ToListAsync(cancellationToken);
        var counts = (await db.Set<FundCount>().AsNoTracking().Where(c => c.CountyCode == County && c.Owner == owner).ToListAsync(cancellationToken)).ToLookup(c => c.Place);
        var balances = accounts.Select(account => (FundDesk.KeyOf(account), account.Balance)).ToList();
        Kept = [.. accounts.Where(a => a.Kind != AccountKind.Lent).Select(a => a.Party).Append(fund.Fund.BankPlace).Distinct().Order(StringComparer.Ordinal)
            .Select(place => new CashPlace(PlacePosition.Of(owner, place, balances), counts[place].MaxBy(count => (count.CountedOn, count.Id))))
            .Where(place => place.Position.Book != 0 || !place.IsCash || place.LastCount is not null)];
        var lastCounts = Kept.Select(place => place.LastCount?.Id).OfType<Guid>().ToList();
        var sheets = await CountSheet.Of(db, db.Set<FundCount>().Where(c => c.CountyCode == County && lastCounts.Contains(c.Id))).Select(sheet => sheet.CountId).ToListAsync(cancellationToken);
        Kept = [.. Kept.Select(place => place with { HasSheet = place.LastCount is { } count && sheets.Contains(count.Id) })];
        Held = await db.Set<HeldMoney>().AsNoTracking().Where(h => h.CountyCode == County && h.Owner == owner).OrderBy(h => h.End != null).ThenBy(h => h.DueOn).Take(50).ToListAsync(cancellationToken);
        Lenders = [.. accounts.Where(a => a.Kind == AccountKind.Lent && a.Fund == fund.Fund.FundId && a.Balance != 0).Select(a => (a.Party, -a.Balance))];
        return Page();
    }

    /// <param name="custodian">What the custodian of cash is called.</param>
    public static string PlaceName(IStringLocalizer<Words> words, CashPlace place, string custodian) =>
        place.IsCash ? words["cash.with", custodian] : place.Position.Place == Places.Quota ? words["cash.quota"] : words["cash.bank"];

    public string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
