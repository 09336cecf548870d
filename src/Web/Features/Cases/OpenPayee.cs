using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Cases;

/// <summary>What the full name and account are opened for. Nobody signs or pays for somebody they cannot see.</summary>
public enum OpenPurpose { Sign, Release, Print }

/// <summary>Notes, before it is shown, that the payee's full name and account were opened; the household can read it.</summary>
[Allowed(Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier, Role.TownshipHandler, Role.Bookkeeper)]
public sealed record OpenPayee(Guid CommandId, Actor By, string CountyCode, string CaseNumber, OpenPurpose Purpose) : ICommand<Guid>;

public sealed class OpenPayeeHandler(JiujiDb db, Turn turn) : IRequestHandler<OpenPayee, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(OpenPayee command, CancellationToken cancellationToken)
    {
        var aidCase = await db.Set<AidCase>().AsNoTracking().FirstOrDefaultAsync(c => c.CountyCode == command.CountyCode && c.Number == command.CaseNumber, cancellationToken);
        if (aidCase is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.CaseNumber));
        }

        if (!command.By.MayActIn(command.CountyCode, aidCase.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", aidCase.TownshipCode));
        }

        db.Add(new Disclosure
        {
            CountyCode = command.CountyCode, Id = command.CommandId, HouseholdId = aidCase.HouseholdId, PersonId = aidCase.ApplicantPersonId, Actor = command.By.Name,
            Role = Standing(command.By.Role), Fields = PersonalFields.Name | PersonalFields.BankAccount, Purpose = $"{command.Purpose} {aidCase.Number}",
            Basis = DisclosureBasis.StatutoryDuty, At = turn.Now,
        });
        return command.CommandId;
    }

    /// <summary>Towards households a township's leaders stand like its head of office, and its money people like its handler.</summary>
    internal static MatchingRole Standing(Role role) =>
        role is Role.OfficeHead or Role.LeaderAffairs or Role.LeaderFinance ? MatchingRole.OfficeHead : MatchingRole.TownshipHandler;
}

/// <summary>Who it is that receives.</summary>
public enum Receives { Self, Guardian, Proxy }

/// <summary>The payee as a check page shows them once that has been noted: the full name, and of the account its ends.</summary>
/// <param name="Subject">The full name of whoever is helped.</param>
public sealed record Payee(string Subject, string Name, string Account, Receives As)
{
    private const int ShownAtEachEnd = 4;

    /// <summary>Whoever the money goes to: the proxy where one is recorded, the guardian of one who has one, else the applicant.</summary>
    public static Payee Of(Person applicant, Person payee, PayeeProxy? proxy, PersonalVault vault)
    {
        var (name, account) = proxy is null ? PersonalView.Payee(payee, vault) : PersonalView.Proxy(proxy.Id, proxy.NameSealed, proxy.AccountSealed, vault);
        return new Payee(PersonalView.Payee(applicant, vault).Name, name, account is null ? "" : Ends(account), AsWhom(applicant, payee, proxy));
    }

    public static Receives AsWhom(Person applicant, Person payee, PayeeProxy? proxy) =>
        proxy is not null ? Receives.Proxy : payee.Id == applicant.Id ? Receives.Self : Receives.Guardian;

    private static string Ends(string account) => account.Length < 3 * ShownAtEachEnd
        ? Masking.BankAccount(account)
        : $"{account[..ShownAtEachEnd]} **** **** {account[^ShownAtEachEnd..]}";
}
