using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.PayLists;

/// <summary>Puts every released payment of the township that stands in no list into one, for the bank. A release stands in one list only (T18).</summary>
[Allowed(Role.Cashier)]
public sealed record BuildPayList(Guid CommandId, Actor By, string CountyCode, DateOnly? HappenedOn = null) : ICommand<string>;

public sealed class BuildPayListHandler(JiujiDb db, Turn turn) : IRequestHandler<BuildPayList, Result<string>>
{
    public async Task<Result<string>> Handle(BuildPayList command, CancellationToken cancellationToken)
    {
        var (county, township, day) = (command.CountyCode, command.By.TownshipCode, command.HappenedOn ?? CountyDay.Of(turn.Now));
        var released = await PayListSteps.Unlisted(db, county, township).OrderBy(p => p.ReleasedAt).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        if (released.Count == 0)
        {
            return Refused.By(FundRefusal.AmountNotPositive);
        }

        // One list pays from one fund; what is left of an older year goes into the next list.
        var fund = released[0].ReserveFundId;
        var prefix = string.Create(CultureInfo.InvariantCulture, $"FF-{township[^3..]}-{day:yyyyMMdd}-");
        var count = await db.Set<PayList>().CountAsync(l => l.CountyCode == county && l.Number.StartsWith(prefix), cancellationToken);
        var list = new PayList
        {
            CountyCode = county, Id = command.CommandId, Number = prefix + (count + 1).ToString("00", CultureInfo.InvariantCulture), ReserveFundId = fund, TownshipCode = township,
            BuiltOn = day, BuiltBy = command.By.Name,
        };
        list.Lines.AddRange(released.Where(p => p.ReserveFundId == fund).Select((payment, i) => new PayListLine
        {
            CountyCode = county, ListId = list.Id, PaymentId = payment.Id, HoldId = payment.HoldId!.Value, AmountFen = payment.AmountFen,
            Reference = string.Create(CultureInfo.InvariantCulture, $"{list.Number}/{i + 1:000}"),
        }));
        db.Add(list);
        return list.Number;
    }
}

/// <summary>The list has gone to the bank. It is sent once; sending it again is refused (T18).</summary>
[Allowed(Role.Cashier)]
public sealed record SendPayList(Guid CommandId, Actor By, string CountyCode, string Number) : ICommand<string>;

public sealed class SendPayListHandler(PayListSteps steps, Turn turn) : IRequestHandler<SendPayList, Result<string>>
{
    public async Task<Result<string>> Handle(SendPayList command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.Number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (list, lines) = found.Value!;
        if (list.SentAt is not null || lines.All(line => !line.Awaits))
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("number", list.Number));
        }

        list.Send(turn.Now, command.By.Name);
        return list.Number;
    }
}

/// <summary>
/// The bank has debited the list (posting row 5), one transfer per household; lines that are named (case numbers, separated by semicolons) are still open.
/// Where the database failed after the bank accepted (T19), this is the step that brings the book up to what happened: it never pays again.
/// </summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record ConfirmPayList(Guid CommandId, Actor By, string CountyCode, string Number, string Except = "", DateOnly? HappenedOn = null) : ICommand<int>;

public sealed class ConfirmPayListHandler(PayListSteps steps) : IRequestHandler<ConfirmPayList, Result<int>>
{
    public async Task<Result<int>> Handle(ConfirmPayList command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.Number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (list, lines) = found.Value!;
        var except = command.Except.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        var debited = lines.Where(line => line.Awaits && !except.Contains(line.AidCase.Number)).ToList();
        if (list.SentAt is null || debited.Count == 0)
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("number", list.Number));
        }

        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), command.HappenedOn);
        foreach (var (line, i) in debited.Select((line, i) => (line, i)))
        {
            if (await steps.Pay(line, acting.On(10 + (i * 8)), cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return debited.Count;
    }
}

/// <summary>The bank refused one line before it debited: the hold is released, and the debt to the household stands.</summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record FailPayListLine(Guid CommandId, Actor By, string CountyCode, string Number, string CaseNumber, string Reason) : ICommand<PaymentState>;

public sealed class FailPayListLineHandler(PayListSteps steps) : IRequestHandler<FailPayListLine, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(FailPayListLine command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.Number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        if (found.Value!.Lines.FirstOrDefault(line => line.AidCase.Number == command.CaseNumber && line.Awaits) is not { } open)
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("number", command.CaseNumber));
        }

        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role), reason: command.Reason.Trim());
        var fund = await steps.Desk.FundOf(command.CountyCode, open.Payment.ReserveFundId, acting.OccurredOn, cancellationToken);
        return steps.Desk.Record(PaymentDecision.Fail(open.Payment, fund, acting, open.Release), open.Payment) is { } refused ? refused : open.Payment.State;
    }
}

/// <summary>A list that was not sent is taken apart: its payments are as they were before the release.</summary>
[Allowed(Role.Cashier)]
public sealed record RecallPayList(Guid CommandId, Actor By, string CountyCode, string Number) : ICommand<int>;

public sealed class RecallPayListHandler(PayListSteps steps) : IRequestHandler<RecallPayList, Result<int>>
{
    public async Task<Result<int>> Handle(RecallPayList command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.Number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (list, lines) = found.Value!;
        var open = lines.Where(line => line.Awaits).ToList();
        if (list.SentAt is not null || open.Count == 0)
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("number", list.Number));
        }

        var acting = steps.Desk.Acting(command, FundRole.Cashier);
        foreach (var (line, i) in open.Select((line, i) => (line, i)))
        {
            var fund = await steps.Desk.FundOf(command.CountyCode, line.Payment.ReserveFundId, acting.OccurredOn, cancellationToken);
            if (steps.Desk.Record(PaymentDecision.Recall(line.Payment, fund, acting.On(10 + i), line.Release), line.Payment) is { } refused)
            {
                return refused;
            }
        }

        return open.Count;
    }
}

/// <summary>Notes, before the bank's file is made, that the full names and accounts of its payees were opened; each household can read it.</summary>
[Allowed(Role.Cashier)]
public sealed record OpenPayList(Guid CommandId, Actor By, string CountyCode, string Number) : ICommand<int>;

public sealed class OpenPayListHandler(JiujiDb db, PayListSteps steps, Turn turn) : IRequestHandler<OpenPayList, Result<int>>
{
    public async Task<Result<int>> Handle(OpenPayList command, CancellationToken cancellationToken)
    {
        var found = await steps.Open(command, command.Number, cancellationToken);
        if (found.Refused is { } missing)
        {
            return missing;
        }

        var (list, lines) = found.Value!;
        foreach (var line in lines)
        {
            db.Add(new Disclosure
            {
                CountyCode = command.CountyCode, Id = Guid.CreateVersion7(turn.Now), HouseholdId = line.AidCase.HouseholdId, PersonId = line.Payment.PayeePersonId, Actor = command.By.Name,
                Role = MatchingRole.TownshipHandler, Fields = PersonalFields.Name | PersonalFields.BankAccount, Purpose = $"PayList {list.Number}",
                Basis = DisclosureBasis.StatutoryDuty, At = turn.Now,
            });
        }

        return lines.Count;
    }
}

/// <summary>A line with its payment and case. It awaits the bank while the payment is released under the very hold that the line names.</summary>
public sealed record LineAtHand(PayListLine Line, Payment Payment, AidCase AidCase, ReleaseHold Release)
{
    public bool Awaits => Line.Awaits(Payment);
}

/// <summary>A list with its lines.</summary>
public sealed record PayListAtHand(PayList List, IReadOnlyList<LineAtHand> Lines);

/// <summary>What all steps of a list share.</summary>
public sealed class PayListSteps(JiujiDb db, FundDesk desk, PaymentSteps payments, Turn turn)
{
    public FundDesk Desk => desk;

    /// <summary>Released by bank, and in no list yet.</summary>
    public static IQueryable<Payment> Unlisted(JiujiDb db, string county, string township)
    {
        var funds = db.Set<ReserveFund>().Where(f => f.CountyCode == county && f.TownshipCode == township).Select(f => f.Id);
        var listed = db.Set<PayListLine>().Where(line => line.CountyCode == county).Select(line => line.HoldId);
        return db.Set<Payment>().AsNoTracking()
            .Where(p => p.CountyCode == county && funds.Contains(p.ReserveFundId) && p.State == PaymentState.Released && p.Channel == PaymentChannel.Bank && !listed.Contains(p.HoldId!.Value));
    }

    /// <summary>Everything that is with the bank and not answered, with the fund that pays it: in a sent list since it was sent, by itself since its release.</summary>
    public static async Task<ILookup<Guid, SentPayment>> WithTheBank(JiujiDb db, string county, CancellationToken cancellationToken)
    {
        var sent = await (from payment in db.Set<Payment>().AsNoTracking()
                          where payment.CountyCode == county && payment.State == PaymentState.Released && payment.Channel == PaymentChannel.Bank
                          join aidCase in db.Set<AidCase>().AsNoTracking() on new { payment.CountyCode, Id = payment.AidCaseId } equals new { aidCase.CountyCode, aidCase.Id }
                          select new { payment.ReserveFundId, payment.HoldId, payment.ReleasedAt, payment.AmountFen, aidCase.Number }).ToListAsync(cancellationToken);
        var lists = (await db.Set<PayList>().AsNoTracking().Where(l => l.CountyCode == county).SelectMany(l => l.Lines, (l, line) => new { line.HoldId, l.SentAt }).ToListAsync(cancellationToken))
            .ToDictionary(line => line.HoldId, line => line.SentAt);
        return sent.Select(p => (p.ReserveFundId, p.Number, p.AmountFen, At: lists.TryGetValue(p.HoldId!.Value, out var listed) ? listed : p.ReleasedAt))
            .Where(p => p.At is not null).ToLookup(p => p.ReserveFundId, p => new SentPayment(p.Number, p.AmountFen, p.At!.Value));
    }

    public async Task<Result<PayListAtHand>> Open<TAnswer>(ICommand<TAnswer> command, string number, CancellationToken cancellationToken)
    {
        var county = command.CountyCode;
        var list = await db.Set<PayList>().Include(l => l.Lines).FirstOrDefaultAsync(l => l.CountyCode == county && l.Number == number, cancellationToken);
        if (list is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", number));
        }

        if (!command.By.MayActIn(county, list.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", list.TownshipCode));
        }

        var ids = list.Lines.Select(line => line.PaymentId).ToList();
        var found = await db.Set<Payment>().Include(p => p.Papers).Where(p => p.CountyCode == county && ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var caseIds = found.Values.Select(payment => payment.AidCaseId).ToList();
        var cases = await db.Set<AidCase>().Where(c => c.CountyCode == county && caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var gone = await ReleaseHolds.Gone(db, county, [.. list.Lines.Select(line => line.HoldId)], turn.Now, cancellationToken);
        return new PayListAtHand(list, [.. list.Lines.OrderBy(line => line.Reference, StringComparer.Ordinal)
            .Select(line => new LineAtHand(line, found[line.PaymentId], cases[found[line.PaymentId].AidCaseId], gone.GetValueOrDefault(line.HoldId)))]);
    }

    public async Task<Refused?> Pay(LineAtHand line, Acting acting, CancellationToken cancellationToken)
    {
        var fund = await desk.FundOf(line.Payment.CountyCode, line.Payment.ReserveFundId, acting.OccurredOn, cancellationToken);
        return desk.Record(PaymentDecision.Pay(line.Payment, line.AidCase, fund, acting, line.Release), line.Payment)
            ?? await payments.HasIt(new AidAtHand(line.AidCase, line.Payment, fund, acting.OccurredOn), acting, cancellationToken);
    }
}
