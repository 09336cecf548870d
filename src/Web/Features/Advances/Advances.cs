using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Advances;

/// <summary>Registers a joint document of county finance and civil affairs (F3): the limit of what may be issued under its number. No money moves.</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record RegisterJointDocument(Guid CommandId, Actor By, string CountyCode, string Number, string Title, DateOnly IssuedOn, long AmountFen, string ScanName = "", string Scan = "")
    : ICommand<Guid>, ICarriesScan;

public sealed class RegisterJointDocumentHandler(JiujiDb db, FundDesk desk) : IRequestHandler<RegisterJointDocument, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RegisterJointDocument command, CancellationToken cancellationToken)
    {
        if (command.Number.Trim().Length == 0)
        {
            return Refused.By(FundRefusal.DocumentNumberMissing);
        }

        if (command.AmountFen <= 0)
        {
            return Refused.By(FundRefusal.AmountNotPositive);
        }

        if (await db.Set<JointDocument>().AnyAsync(d => d.CountyCode == command.CountyCode && d.Number == command.Number, cancellationToken))
        {
            return Refused.By(FundRefusal.MoveNotAllowed, ("number", command.Number));
        }

        var scan = command.Scan.Length == 0 ? null : await desk.Keep(command, DocumentKinds.AdvanceDocument, command.Number, cancellationToken);
        db.Add(new JointDocument
        {
            DocumentHash = scan?.Hash ?? "",
            CountyCode = command.CountyCode, Id = command.CommandId, Number = command.Number.Trim(), Title = command.Title, IssuedOn = command.IssuedOn, AmountFen = command.AmountFen,
        });
        return command.CommandId;
    }
}

/// <summary>Drafts one township's share of a joint document. An emergency advance may name the case that it is for.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record DraftAdvance(
    Guid CommandId, Actor By, string CountyCode, string Township, int Year, string DocumentNumber, long AmountFen, AdvanceKind Kind = AdvanceKind.Ordinary,
    DateOnly? HappenedOn = null, string CaseNumber = "") : ICommand<Guid>;

public sealed class DraftAdvanceHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<DraftAdvance, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DraftAdvance command, CancellationToken cancellationToken)
    {
        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var fund = await desk.Fund(command.CountyCode, command.Township, command.Year, day, cancellationToken);
        if (fund is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", $"{command.Township} {command.Year}"));
        }

        var document = await db.Set<JointDocument>().FirstOrDefaultAsync(d => d.CountyCode == command.CountyCode && d.Number == command.DocumentNumber, cancellationToken);
        var drafted = document is null ? 0 : await db.Set<Advance>()
            .Where(a => a.CountyCode == command.CountyCode && a.JointDocumentId == document.Id && a.State != AdvanceState.Cancelled)
            .SumAsync(a => a.AmountFen, cancellationToken);
        var checks = AdvanceDecision.CheckDraft(document, drafted, command.AmountFen);
        if (RuleCheck.FirstRefusal(checks) is { } refusal)
        {
            return new Refused(refusal, checks.First(check => check.Rule == refusal).Figures);
        }

        var forCase = command.CaseNumber.Trim();
        var aidCase = forCase.Length == 0 ? null : await db.Set<AidCase>().AsNoTracking().FirstOrDefaultAsync(
            c => c.CountyCode == command.CountyCode && c.Number == forCase && c.TownshipCode == command.Township, cancellationToken);
        if (forCase.Length > 0 && aidCase is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", forCase));
        }

        db.Add(new Advance
        {
            CountyCode = command.CountyCode, Id = command.CommandId, ReserveFundId = fund.Fund.Id, JointDocumentId = document!.Id, Kind = command.Kind, AidCaseId = aidCase?.Id,
            AmountFen = command.AmountFen, DraftedOn = day, DraftedBy = command.By.Name,
        });
        return command.CommandId;
    }
}

/// <summary>One bureau's approval: which one, the appointment says. Two bureaus, two people (F3).</summary>
[Allowed(Role.CountyCivilAffairs, Role.CountyFinance)]
public sealed record ApproveAdvance(Guid CommandId, Actor By, string CountyCode, Guid AdvanceId, DateOnly? HappenedOn = null) : ICommand<AdvanceState>;

public sealed class ApproveAdvanceHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<ApproveAdvance, Result<AdvanceState>>
{
    public async Task<Result<AdvanceState>> Handle(ApproveAdvance command, CancellationToken cancellationToken)
    {
        var advance = await db.Set<Advance>().Include(a => a.Approvals)
            .FirstOrDefaultAsync(a => a.CountyCode == command.CountyCode && a.Id == command.AdvanceId, cancellationToken);
        if (advance is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.AdvanceId.ToString()));
        }

        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var document = await db.Set<JointDocument>().SingleAsync(d => d.CountyCode == command.CountyCode && d.Id == advance.JointDocumentId, cancellationToken);
        var fund = await desk.FundOf(command.CountyCode, advance.ReserveFundId, day, cancellationToken);
        var role = command.By.Role == Role.CountyFinance ? FundRole.CountyFinance : FundRole.CountyCivilAffairs;
        var scan = document.DocumentHash.Length > 0
            ? new DocumentAtHand(DocumentKinds.AdvanceDocument, document.DocumentHash)
            : await desk.Keep(command, DocumentKinds.AdvanceDocument, $"{document.Number} {document.Title} {document.IssuedOn:yyyy-MM-dd} {document.AmountFen}", cancellationToken);
        var acting = desk.Acting(command, role, command.HappenedOn, documents: scan);
        var decision = role == FundRole.CountyFinance
            ? AdvanceDecision.ApproveByFinance(advance, fund, acting)
            : AdvanceDecision.ApproveByCivilAffairs(advance, fund, acting);
        return desk.Record(decision, advance) is { } refused ? refused : advance.State;
    }
}

/// <summary>The county treasury sends the money (posting row 2): in transit, and expenditure nowhere.</summary>
[Allowed(Role.CountyFinance)]
public sealed record IssueAdvance(Guid CommandId, Actor By, string CountyCode, Guid AdvanceId, DateOnly? HappenedOn = null) : ICommand<AdvanceState>;

public sealed class IssueAdvanceHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<IssueAdvance, Result<AdvanceState>>
{
    public async Task<Result<AdvanceState>> Handle(IssueAdvance command, CancellationToken cancellationToken)
    {
        var advance = await db.Set<Advance>().Include(a => a.Approvals)
            .FirstOrDefaultAsync(a => a.CountyCode == command.CountyCode && a.Id == command.AdvanceId, cancellationToken);
        if (advance is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.AdvanceId.ToString()));
        }

        var day = command.HappenedOn ?? CountyDay.Of(turn.Now);
        var document = await db.Set<JointDocument>().SingleAsync(d => d.CountyCode == command.CountyCode && d.Id == advance.JointDocumentId, cancellationToken);
        var issued = await db.Set<Advance>().Where(a => a.CountyCode == command.CountyCode && a.JointDocumentId == document.Id).SumAsync(a => a.IssuedFen, cancellationToken);
        var fund = await desk.FundOf(command.CountyCode, advance.ReserveFundId, day, cancellationToken);
        var gate = await desk.Gate(fund, day, cancellationToken);
        var cap = await EmergencyCap.Of(db, advance, fund.Fund, day, cancellationToken);
        var acting = desk.Acting(command, FundRole.CountyFinance, command.HappenedOn);
        var decision = AdvanceDecision.Issue(advance, document, issued, fund, gate, acting, emergencyCapFen: cap);
        return desk.Record(decision, advance) is { } refused ? refused : advance.State;
    }
}

/// <summary>The township's bank has it (posting row 3): from this day on it has an age.</summary>
[Allowed(Role.Cashier, Role.Bookkeeper)]
public sealed record ReceiveAdvance(Guid CommandId, Actor By, string CountyCode, Guid AdvanceId, DateOnly? HappenedOn = null,
    string ScanName = "", string Scan = "") : ICommand<AdvanceState>, ICarriesScan;

public sealed class ReceiveAdvanceHandler(JiujiDb db, FundDesk desk, Turn turn) : IRequestHandler<ReceiveAdvance, Result<AdvanceState>>
{
    public async Task<Result<AdvanceState>> Handle(ReceiveAdvance command, CancellationToken cancellationToken)
    {
        var advance = await db.Set<Advance>().Include(a => a.Approvals)
            .FirstOrDefaultAsync(a => a.CountyCode == command.CountyCode && a.Id == command.AdvanceId, cancellationToken);
        if (advance is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.AdvanceId.ToString()));
        }

        var fund = await desk.FundOf(command.CountyCode, advance.ReserveFundId, command.HappenedOn ?? CountyDay.Of(turn.Now), cancellationToken);
        if (!command.By.MayActIn(command.CountyCode, fund.Fund.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", fund.Fund.TownshipCode));
        }

        var role = command.By.Role == Role.Cashier ? FundRole.Cashier : FundRole.Bookkeeper;
        var statement = await desk.Keep(command, DocumentKinds.BankStatement, $"advance {advance.Id:D} {advance.IssuedFen - advance.ReceivedFen}", cancellationToken);
        var acting = desk.Acting(command, role, command.HappenedOn, documents: statement);
        var decision = AdvanceDecision.Receive(advance, fund, $"advance:{advance.Id:D}", acting);
        return desk.Record(decision, advance) is { } refused ? refused : advance.State;
    }
}
