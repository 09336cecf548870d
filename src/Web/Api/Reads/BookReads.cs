using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Ledger.Storage;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Verify;
using Jiuji.Web.Users;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>A transfer as the book keeps it, with its link in the county's chain.</summary>
/// <param name="Seq">1, 2, 3 … without gaps in a county.</param>
/// <param name="Amount">In the unit; money in fen.</param>
/// <param name="Hash">Lower-case hex SHA-256 over this transfer and the hash before it.</param>
public sealed record TransferView(
    long Seq, Guid Id, TransferKind Kind, Guid FromAccount, Guid ToAccount, long Amount, string Unit, Guid Fund, string Event, string Purpose, string Reference, string By,
    DateOnly OccurredOn, DateTimeOffset RecordedAt, Guid? Reverses, Guid? Hold, IReadOnlyList<string> Documents, string Mark, string Note, string Hash);

/// <summary>An account and what it held, in its unit.</summary>
public sealed record BalanceView(Guid Account, Guid Owner, Guid Fund, AccountKind Kind, string Party, string Unit, long Balance);

/// <summary>All accounts of a county on a day.</summary>
/// <param name="Sums">By unit; each is 0, because every transfer leaves one account for another.</param>
public sealed record TrialBalanceView(DateOnly? AsOf, DateBasis Basis, IReadOnlyDictionary<string, long> Sums, IReadOnlyList<BalanceView> Lines);

/// <summary>One invariant, how much was looked at, how much breaks it, and the first fact that does.</summary>
public sealed record InvariantView(string Invariant, long Checked, long Broken, string? FirstFact);

/// <summary>The county's books, recomputed from the raw entries.</summary>
public sealed record VerificationView(string County, bool Sound, IReadOnlyList<InvariantView> Results);

/// <summary>A command that was done: who did what and when. Its content stands in what it changed.</summary>
public sealed record CommandView(Guid Id, string Command, string By, DateTimeOffset RecordedAt);

public static class BookReads
{
    private static readonly IReadOnlyList<Role> CountyWide = [Role.CountyCivilAffairs, Role.CountyFinance, Role.Auditor];

    public static IReadOnlyList<ApiRead> All { get; } =
    [
        new("/transfers", "list-transfers", ApiScope.Audit, ApiRead.RolesOf(FundViewers.Money), Transfers, typeof(ListPart<TransferView>)),
        new("/history", "list-history", ApiScope.Audit, CountyWide, History, typeof(ListPart<CommandView>)),
        new("/trial-balance", "read-trial-balance", ApiScope.Audit, CountyWide, Balances, typeof(TrialBalanceView)),
        new("/verification", "verify", ApiScope.Audit, CountyWide, Verify, typeof(VerificationView)),
    ];

    /// <summary>Lists the transfers of the county's book in its order; a township sees those of its own funds.</summary>
    /// <param name="fund">Only transfers of this fund of the book.</param>
    /// <param name="from">Only what happened on this day or later.</param>
    /// <param name="to">Only what happened on this day or earlier.</param>
    private static Task<IResult> Transfers(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, Guid? fund, DateOnly? from, DateOnly? to)
    {
        var (actor, after) = (Caller.Of(context.User).Actor, page.AfterNumber ?? 0);
        var transfers = db.Set<TransferRow>().AsNoTracking().Where(t => t.CountyCode == actor.CountyCode && t.Seq > after);
        if (actor.TownshipCode.Length > 0)
        {
            transfers = transfers.Where(t => db.Set<ReserveFund>().Any(own => own.CountyCode == t.CountyCode && own.FundId == t.Fund && own.TownshipCode == actor.TownshipCode));
        }

        if (fund is not null)
        {
            transfers = transfers.Where(t => t.Fund == fund);
        }

        if (from is not null)
        {
            transfers = transfers.Where(t => t.OccurredOn >= from);
        }

        if (to is not null)
        {
            transfers = transfers.Where(t => t.OccurredOn <= to);
        }

        return Answers.Part(context, page, transfers.OrderBy(t => t.Seq), t => t.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture), View);
    }

    /// <summary>Lists the commands that were done in the county, by their ids.</summary>
    /// <param name="by">Only those of this user.</param>
    private static Task<IResult> History(HttpContext context, JiujiDb db, [AsParameters] PageQuery page, string? by)
    {
        var county = Caller.Of(context.User).County;
        var commands = db.Commands.AsNoTracking().Where(command => command.CountyCode == county && (by == null || command.Actor == by));
        if (page.AfterId is { } after)
        {
            commands = commands.Where(command => command.Id > after);
        }

        return Answers.Part(context, page, commands.OrderBy(command => command.Id), command => command.Id.ToString(), command => new CommandView(
            command.Id, Lanes.CommandCatalog.Kebab(command.Kind), command.Actor, command.RecordedAt));
    }

    /// <summary>Reads all balances of the county's book, now or as of a day.</summary>
    /// <param name="asOf">At the end of this day; now where it is left out.</param>
    /// <param name="basis">By the day things happened, or by the day they were written down.</param>
    private static async Task<IResult> Balances(HttpContext context, JiujiDb db, DateOnly? asOf, DateBasis? basis)
    {
        await db.Database.OpenConnectionAsync(context.RequestAborted);
        var read = await TrialBalance.Read(
            db.Database.GetDbConnection(), Caller.Of(context.User).County, asOf, basis ?? DateBasis.Occurred, cancellation: context.RequestAborted);
        return Answers.Tagged(context, new TrialBalanceView(
            read.AsOf, read.Basis, read.Sums,
            [.. read.Lines.Select(line => new BalanceView(line.Account, line.Key.Owner, line.Key.Fund, line.Key.Kind, line.Key.Party, line.Key.Unit, line.Balance))]));
    }

    /// <summary>Proves the county's books anew from the raw entries; this takes as long as the book is thick.</summary>
    private static async Task<IResult> Verify(HttpContext context, JiujiDb db)
    {
        var county = Caller.Of(context.User).County;
        var results = await new CountyVerification(db).Run(county, null, context.RequestAborted);
        return Answers.Tagged(context, new VerificationView(
            county, results.All(result => result.Broken == 0),
            [.. results.Select(result => new InvariantView(result.Invariant.ToString(), result.Checked, result.Broken, result.FirstFact))]));
    }

    private static TransferView View(TransferRow t) => new(
        t.Seq, t.Id, t.Kind, t.FromAccount, t.ToAccount, t.Amount, t.Unit, t.Fund, t.Reason, t.Purpose, t.CaseReference, t.Actor, t.OccurredOn, t.RecordedAt, t.Reverses, t.Hold,
        t.Documents.Split(',', StringSplitOptions.RemoveEmptyEntries), t.Mark, t.Note, Convert.ToHexStringLower(t.Hash));
}
