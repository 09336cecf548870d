using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Documents;

/// <summary>Notes, before it is shown, that somebody opens a paper of a case: it shows a person, and the household can read who looked. Answers the file's hash.</summary>
[Allowed(
    Role.TownshipHandler, Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance, Role.Cashier, Role.Bookkeeper, Role.StationWorker, Role.CountyCivilAffairs,
    Role.CountyFinance, Role.Auditor)]
public sealed record OpenPaper(Guid CommandId, Actor By, string CountyCode, string CaseNumber, Guid Paper) : ICommand<string>;

public sealed class OpenPaperHandler(JiujiDb db, Turn turn) : IRequestHandler<OpenPaper, Result<string>>
{
    public async Task<Result<string>> Handle(OpenPaper command, CancellationToken cancellationToken)
    {
        var found = await (
            from aidCase in db.Set<AidCase>().AsNoTracking()
            join payment in db.Set<Payment>() on new { aidCase.CountyCode, AidCaseId = aidCase.Id } equals new { payment.CountyCode, payment.AidCaseId }
            join paper in db.Set<Paper>() on new { payment.CountyCode, PaymentId = payment.Id } equals new { paper.CountyCode, paper.PaymentId }
            where aidCase.CountyCode == command.CountyCode && aidCase.Number == command.CaseNumber && paper.Id == command.Paper
            select new { aidCase, paper.DocumentHash, paper.Kind }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.CaseNumber));
        }

        if (!command.By.MayActIn(command.CountyCode, found.aidCase.TownshipCode))
        {
            return Refused.By(SiteRefusal.NotYourArea, ("area", found.aidCase.TownshipCode));
        }

        db.Add(new Disclosure
        {
            CountyCode = command.CountyCode, Id = command.CommandId, HouseholdId = found.aidCase.HouseholdId, PersonId = found.aidCase.ApplicantPersonId, Actor = command.By.Name,
            Role = OpenPayeeHandler.Standing(command.By.Role), Fields = FieldsOf(found.Kind), Purpose = $"{found.Kind} {found.aidCase.Number}",
            Basis = DisclosureBasis.StatutoryDuty, At = turn.Now,
        });
        return found.DocumentHash;
    }

    /// <summary>What such a paper usually shows of a person.</summary>
    private static PersonalFields FieldsOf(string kind) => kind switch
    {
        DocumentKinds.IdCopy => PersonalFields.Name | PersonalFields.IdNumber | PersonalFields.BirthDate | PersonalFields.Address,
        DocumentKinds.Application or DocumentKinds.Survey => PersonalFields.Name | PersonalFields.Address | PersonalFields.Phone | PersonalFields.Health,
        DocumentKinds.Receipt or DocumentKinds.PaymentList => PersonalFields.Name | PersonalFields.BankAccount,
        _ => PersonalFields.Name,
    };
}
