using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Documents;

/// <summary>One paper as photographed or scanned; its kind is a word of <see cref="DocumentKinds"/>.</summary>
public sealed record PaperScan(string Kind, Scan Scan);

/// <summary>
/// Hands in papers with their photos or scans. Each file is kept once in the county, under the hash of its content. A receipt proves one payment: the same
/// picture does not serve a second one (T27).
/// </summary>
[Allowed(Role.TownshipHandler, Role.StationWorker)]
public sealed record SubmitScans(Guid CommandId, Actor By, string CountyCode, string CaseNumber, IReadOnlyList<PaperScan> Papers) : ICommand<PaymentState>;

public sealed class SubmitScansHandler(JiujiDb db, PaymentSteps steps) : IRequestHandler<SubmitScans, Result<PaymentState>>
{
    public async Task<Result<PaymentState>> Handle(SubmitScans command, CancellationToken cancellationToken)
    {
        var aid = await steps.Open(command, command.CaseNumber, null, planIfNone: false, cancellationToken);
        if (aid.Refused is { } missing)
        {
            return missing;
        }

        var payment = aid.Value!.Payment;
        foreach (var (kind, scan) in command.Papers)
        {
            var document = await steps.Desk.Keep(command, kind, scan.FileName, scan.MediaType, scan.Content, cancellationToken);
            if (kind == DocumentKinds.Receipt && await ServesAnother(command.CountyCode, payment.Id, document.Hash, cancellationToken))
            {
                return Refused.By(SiteRefusal.FileUsedElsewhere, ("what", scan.FileName));
            }

            var paper = new Paper
            {
                CountyCode = command.CountyCode, Id = Guid.CreateVersion7(steps.Now), PaymentId = payment.Id, Kind = kind, DocumentHash = document.Hash,
                SubmittedAt = steps.Now, SubmittedBy = command.By.Name,
            };
            payment.Papers.Add(paper);
            db.Add(paper);
        }

        var acting = steps.Desk.Acting(command, FundCapacity.Of(command.By.Role));
        return steps.Desk.Record(PaymentDecision.SubmitPapers(payment, acting), payment) is { } refused ? refused : payment.State;
    }

    private Task<bool> ServesAnother(string county, Guid payment, string hash, CancellationToken cancellationToken) =>
        db.Set<Paper>().AnyAsync(paper => paper.CountyCode == county && paper.DocumentHash == hash && paper.PaymentId != payment && paper.Kind == DocumentKinds.Receipt
            && paper.State != PaperState.Rejected, cancellationToken);
}
