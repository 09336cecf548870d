using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.Announcements;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Cases;

/// <summary>
/// 线下签字: a signer signed the approval form on paper (F9). Whoever handles the case enters it with the scan; it counts as the signer's own, under the same rules as
/// a signature given here, and keeps the hash of its scan.
/// </summary>
/// <param name="ScanName">Name of the file.</param>
/// <param name="Scan">The signed form as photo or scan, in Base64; without it the signature is refused.</param>
[Allowed(Role.TownshipHandler)]
public sealed record SignOnPaper(
    Guid CommandId, Actor By, string CountyCode, string CaseNumber, FundRole Signer, string ScanName, string Scan, DateOnly? HappenedOn = null) : ICommand<AidCaseState>
{
    /// <summary>Prints no scan.</summary>
    public override string ToString() => $"SignOnPaper {{ {CommandId} }}";
}

public sealed class SignOnPaperHandler(CaseSteps steps) : IRequestHandler<SignOnPaper, Result<AidCaseState>>
{
    public async Task<Result<AidCaseState>> Handle(SignOnPaper command, CancellationToken cancellationToken)
    {
        var day = command.HappenedOn ?? CountyDay.Of(steps.Now);
        if (await steps.SignerOf(command.CountyCode, command.By.TownshipCode, command.Signer, day, cancellationToken) is not { } signer)
        {
            return Refused.By(FundRefusal.WrongRole, ("role", command.Signer.ToString()));
        }

        var scan = FormScan.Parse(command.ScanName, command.Scan);
        var form = scan is null ? null : await steps.Desk.Keep(command, DocumentKinds.ApprovalForm, scan.FileName, scan.MediaType, scan.Content, cancellationToken);
        return await steps.Decide(
            command, command.CaseNumber, command.HappenedOn, command.By.Name, null,
            (aidCase, parts, pack, acting, _) => CaseDecision.Sign(
                aidCase, parts, pack, signer.By(acting) with { ScanHash = form?.Hash ?? "", Documents = form is null ? [] : [form] }, onPaper: true),
            cancellationToken);
    }
}
