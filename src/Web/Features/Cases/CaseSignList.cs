using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Lanes;
using Jiuji.Web.Refusals;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>
/// One check page for everything that waits for this signer: each case with its payee and every rule, those that pass ticked, those that do not left out.
/// The names are opened for all of them by one noted step before anything can be signed.
/// </summary>
[Authorize(Roles = $"{nameof(Role.OfficeHead)},{nameof(Role.LeaderAffairs)},{nameof(Role.LeaderFinance)}")]
public sealed class CaseSignListModel(
    JiujiDb db, FundDesk desk, CaseCheckReading reading, PaymentSteps steps, PersonalVault vault, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock)
    : FundPage(mediator, words, clock)
{
    private const int MostShown = 20;
    private static readonly AidCaseState[] Waiting = [AidCaseState.Investigated, AidCaseState.NoticePosted, AidCaseState.Signing];
    private readonly IMediator sender = mediator;

    public IReadOnlyList<CaseCheck> Checks { get; private set; } = [];
    public bool IsOpened { get; private set; }
    public SignedCases? Answer { get; private set; }
    public long TotalFen => Checks.Sum(check => check.Sheet.AidCase.AmountFen);

    public Task OnGet(CancellationToken cancellationToken) => Load(opened: false, cancellationToken);

    public async Task OnPostOpen(CancellationToken cancellationToken)
    {
        // Sent together, so that one commit notes them all.
        var numbers = await Numbers(cancellationToken);
        var noted = await Task.WhenAll(numbers.Select(number => sender.Send(new OpenPayee(NewCommandId, Viewer, County, number, OpenPurpose.Sign), cancellationToken)));
        await Load(noted.All(result => result.IsDone), cancellationToken);
    }

    public async Task OnPostSign(Guid commandId, string[] numbers, CancellationToken cancellationToken)
    {
        Answer = (await Sent(new SignCases(commandId, Viewer, County, string.Join(';', numbers))))?.Value;
        await Load(opened: false, cancellationToken);
    }

    /// <summary>The rule that kept a case from being signed, in words.</summary>
    public string Why(string rule) => Enum.TryParse<FundRefusal>(rule, out var fund) ? T.Sentence(Refused.By(fund)) : T.Sentence(Refused.By(Enum.Parse<SiteRefusal>(rule)));

    private Task<List<string>> Numbers(CancellationToken cancellationToken)
    {
        var (role, township) = (FundCapacity.Of(Viewer.Role), Viewer.TownshipCode);
        return db.Set<AidCase>().AsNoTracking()
            .Where(c => c.CountyCode == County && (township == "" || c.TownshipCode == township) && Waiting.Contains(c.State))
            .Where(c => !c.Signatures.Any(signature => signature.Role == role && signature.Round == c.Round))
            .OrderBy(c => c.DueOn).ThenBy(c => c.Number).Select(c => c.Number).Take(MostShown).ToListAsync(cancellationToken);
    }

    private async Task Load(bool opened, CancellationToken cancellationToken)
    {
        IsOpened = opened;
        var pack = desk.Rules(County, Today).Pack;
        var acting = new Acting(Guid.Empty, Viewer.Name, FundCapacity.Of(Viewer.Role), Now) { PackKey = pack.Key, PackVersion = pack.Version };
        List<CaseCheck> checks = [];
        foreach (var number in await Numbers(cancellationToken))
        {
            var sheet = (await CaseSheet.Read(db, County, number, cancellationToken))!;
            var (payee, proxy) = await steps.ReceiverOf(sheet.AidCase, sheet.Shown, Today, cancellationToken);
            checks.Add(await reading.Read(sheet, acting, opened ? Payee.Of(sheet.Applicant, payee, proxy, vault) : null, cancellationToken));
        }

        Checks = checks;
    }
}
