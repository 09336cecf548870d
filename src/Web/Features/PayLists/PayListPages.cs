using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.PayLists;

/// <summary>A list as the overview shows it: how many lines the bank has answered.</summary>
public sealed record PayListRow(string Number, string Township, DateOnly BuiltOn, DateTimeOffset? SentAt, int Lines, int Awaiting, long AmountFen)
{
    /// <summary>Sent days ago and not answered: the bank may have paid what the book does not know (T19).</summary>
    public bool AskTheBank(DateTimeOffset now) => Awaiting > 0 && SentAt is { } sent && BankSilence.AskTheBank(sent, now);
}

/// <summary>Lists to the bank: what waits to be listed, what was sent, and what the bank has not answered.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class PayListIndexModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int MostShown = 60;

    public IReadOnlyList<PayListRow> Rows { get; private set; } = [];
    public int Unlisted { get; private set; }
    public long UnlistedFen { get; private set; }
    public bool MayBuild => Is(Role.Cashier);
    public DateTimeOffset At => Now;

    public Task OnGet(CancellationToken cancellationToken) => Load(cancellationToken);

    public async Task<IActionResult> OnPostBuild(Guid commandId, CancellationToken cancellationToken)
    {
        if (await Sent(new BuildPayList(commandId, Viewer, County)) is { } built)
        {
            return Done($"/pay-lists/{built.Value}");
        }

        await Load(cancellationToken);
        return Page();
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        var (county, township) = (County, Viewer.TownshipCode);
        var payments = db.Set<Payment>().Where(p => p.CountyCode == county);
        var found = await db.Set<PayList>().AsNoTracking().Where(l => l.CountyCode == county && (township == "" || l.TownshipCode == township))
            .OrderByDescending(l => l.BuiltOn).ThenByDescending(l => l.Number).Take(MostShown)
            .Join(db.Regions, l => l.TownshipCode, region => region.Code, (l, region) => new
            {
                l.Number, l.BuiltOn, l.SentAt, region.NameZh, region.NameEn, Lines = l.Lines.Count, Fen = l.Lines.Sum(line => line.AmountFen),
                Awaiting = l.Lines.Count(line => payments.Any(p => p.CountyCode == line.CountyCode && p.Id == line.PaymentId && p.State == PaymentState.Released && p.HoldId == line.HoldId)),
            }).ToListAsync(cancellationToken);
        Rows = [.. found.OrderByDescending(l => l.BuiltOn).ThenByDescending(l => l.Number, StringComparer.Ordinal)
            .Select(l => new PayListRow(l.Number, Named(l.NameZh, l.NameEn), l.BuiltOn, l.SentAt, l.Lines, l.Awaiting, l.Fen))];
        if (MayBuild)
        {
            var unlisted = await PayListSteps.Unlisted(db, county, township).Select(p => p.AmountFen).ToListAsync(cancellationToken);
            (Unlisted, UnlistedFen) = (unlisted.Count, unlisted.Sum());
        }
    }
}

/// <summary>A line of a list as its page shows it.</summary>
public sealed record PayListLineRow(PayListLine Line, Payment Payment, string CaseNumber)
{
    public bool Awaits => Line.Awaits(Payment);
}

/// <summary>One list: its lines, the bank's file in three forms, and what the bank answered.</summary>
[Authorize(Roles = FundViewers.Money)]
public sealed class PayListDetailModel(JiujiDb db, PersonalVault vault, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public PayList List { get; private set; } = default!;
    public IReadOnlyList<PayListLineRow> Lines { get; private set; } = [];
    public string Township { get; private set; } = "";
    public string Reason { get; private set; } = "";

    public int Awaiting => Lines.Count(line => line.Awaits);
    public bool IsSent => List.SentAt is not null;
    public bool MaySend => !IsSent && Awaiting > 0 && Is(Role.Cashier);
    public bool MayAnswer => IsSent && Awaiting > 0 && Is(Role.Cashier, Role.Bookkeeper);
    public bool MayDownload => Is(Role.Cashier);
    public bool AskTheBank => new PayListRow(List.Number, "", List.BuiltOn, List.SentAt, Lines.Count, Awaiting, 0).AskTheBank(Now);

    public Task<IActionResult> OnGet(string number, CancellationToken cancellationToken) => Load(number, cancellationToken);

    public Task<IActionResult> OnPostSend(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, new SendPayList(commandId, Viewer, County, number), cancellationToken);

    public Task<IActionResult> OnPostRecall(string number, Guid commandId, CancellationToken cancellationToken) =>
        Take(number, new RecallPayList(commandId, Viewer, County, number), cancellationToken);

    public Task<IActionResult> OnPostConfirm(string number, Guid commandId, DateOnly? day, string[] open, CancellationToken cancellationToken) =>
        Take(number, new ConfirmPayList(commandId, Viewer, County, number, string.Join(';', open), day), cancellationToken);

    public Task<IActionResult> OnPostFail(string number, Guid commandId, string caseNumber, string? reason, CancellationToken cancellationToken)
    {
        Reason = (reason ?? "").Trim();
        return Take(number, new FailPayListLine(commandId, Viewer, County, number, caseNumber, Reason), cancellationToken);
    }

    /// <summary>The bank's file. That accounts were opened is noted first; without the note there is no file.</summary>
    public async Task<IActionResult> OnPostFile(string number, Guid commandId, string form, CancellationToken cancellationToken)
    {
        if (!Is(Role.Cashier))
        {
            return Forbid();
        }

        if (await Sent(new OpenPayList(commandId, Viewer, County, number)) is null)
        {
            return await Load(number, cancellationToken);
        }

        await Load(number, cancellationToken);
        var file = await BankFile(cancellationToken);
        using var stream = new MemoryStream();
        switch (form)
        {
            case "xlsx":
                file.WriteXlsx(stream);
                return File(stream.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{number}.xlsx");
            case "pain":
                file.WritePain001(stream, Now);
                return File(stream.ToArray(), "application/xml", $"{number}.xml");
            default:
                file.WriteCsv(stream);
                return File(stream.ToArray(), "text/csv", $"{number}.csv");
        }
    }

    private async Task<BankList> BankFile(CancellationToken cancellationToken)
    {
        var ids = Lines.Select(line => line.Payment.PayeePersonId).ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.CountyCode == County && ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var proxyIds = Lines.Select(line => line.Payment.ProxyId).OfType<Guid>().ToList();
        var proxies = await db.Set<PayeeProxy>().AsNoTracking().Where(p => p.CountyCode == County && proxyIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var fund = await db.Set<ReserveFund>().AsNoTracking().SingleAsync(f => f.CountyCode == County && f.Id == List.ReserveFundId, cancellationToken);
        var payer = new BankPayer(T["paylist.payer", Township], fund.BankPlace[(fund.BankPlace.IndexOf(':', StringComparison.Ordinal) + 1)..], T["paylist.payer_bank"]);
        return new BankList(List.Number, Today, payer, [.. Lines.Select(line =>
        {
            // The account that was checked before the release is the one that the bank pays.
            var (name, account) = line.Payment.ProxyId is { } id
                ? PersonalView.Proxy(id, proxies[id].NameSealed, proxies[id].AccountSealed, vault)
                : PersonalView.Payee(people[line.Payment.PayeePersonId], vault);
            return new BankPayment(name, account!, T["paylist.by_account"], line.Line.AmountFen, line.Line.Reference, T["paylist.purpose", line.CaseNumber]);
        })]);
    }

    private async Task<IActionResult> Take<T>(string number, ICommand<T> command, CancellationToken cancellationToken) =>
        await Sent(command) is null ? await Load(number, cancellationToken) : Done($"/pay-lists/{number}");

    private async Task<IActionResult> Load(string number, CancellationToken cancellationToken)
    {
        var found = await db.Set<PayList>().AsNoTracking().Include(l => l.Lines).Where(l => l.CountyCode == County && l.Number == number)
            .Join(db.Regions.AsNoTracking(), l => l.TownshipCode, region => region.Code, (l, region) => new { l, region.NameZh, region.NameEn }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        if (!MaySee(found.l.TownshipCode))
        {
            return Forbid();
        }

        var ids = found.l.Lines.Select(line => line.PaymentId).ToList();
        var payments = (await db.Set<Payment>().AsNoTracking().Where(p => p.CountyCode == County && ids.Contains(p.Id))
            .Join(db.Set<AidCase>(), p => new { p.CountyCode, Id = p.AidCaseId }, c => new { c.CountyCode, c.Id }, (p, c) => new { p, c.Number }).ToListAsync(cancellationToken)).ToDictionary(pair => pair.p.Id);
        (List, Township) = (found.l, Named(found.NameZh, found.NameEn));
        Lines = [.. found.l.Lines.OrderBy(line => line.Reference, StringComparer.Ordinal).Select(line => new PayListLineRow(line, payments[line.PaymentId].p, payments[line.PaymentId].Number))];
        return Page();
    }
}
