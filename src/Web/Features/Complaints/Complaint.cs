using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Consents;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Complaints;

public enum ComplaintState { Open, Answered }

/// <summary>What a household wrote to the county on its own page, and what the county answered (G12). Both are sealed: people write names.</summary>
public sealed class Complaint
{
    public required string CountyCode { get; init; }
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required Guid HouseholdId { get; init; }
    public required byte[] TextSealed { get; init; }
    public required DateOnly SentOn { get; init; }
    public required DateOnly DueOn { get; init; }
    public ComplaintState State { get; set; }
    public byte[]? AnswerSealed { get; set; }
    public string AnsweredBy { get; set; } = "";
    public DateOnly? AnsweredOn { get; set; }

    public static void AddTo(ModelBuilder model) => model.Entity<Complaint>(table =>
    {
        table.ToTable("complaint").HasKey(row => new { row.CountyCode, row.Id });
        table.HasIndex(row => new { row.CountyCode, row.Number }).IsUnique();
        table.HasIndex(row => new { row.CountyCode, row.HouseholdId });
        table.Property(row => row.CountyCode).HasMaxLength(12);
        table.Property(row => row.Number).HasMaxLength(32);
        table.Property(row => row.State).HasConversion<string>().HasMaxLength(12);
        table.Property(row => row.AnsweredBy).HasMaxLength(64);
    });
}

/// <summary>
/// By when the county answers a household. Where the pack says nothing: a review within 30 days (信访工作条例 art. 35), a complaint within 60 (art. 34).
/// </summary>
public static class PetitionDays
{
    private const int UsualReview = 30;
    private const int UsualComplaint = 60;

    public static DateOnly Review(PackValues pack, DateOnly asked) => asked.AddDays(Days(pack, "petition.reviewDays") ?? UsualReview);

    public static DateOnly Complaint(PackValues pack, DateOnly sent) => sent.AddDays(Days(pack, "petition.complaintDays") ?? UsualComplaint);

    private static int? Days(PackValues pack, string key) =>
        pack.Pack.Values.TryGetValue(key, out var value) && value.Value.ValueKind == System.Text.Json.JsonValueKind.Number ? value.Value.GetInt32() : null;
}

/// <summary>A household asks the county to look at a refusal of its own again.</summary>
[Allowed(Role.Household)]
public sealed record AskForReview(Guid CommandId, Actor By, string CountyCode, string CaseNumber, string Reason) : ICommand<AidCaseState>;

public sealed class AskForReviewHandler(JiujiDb db, CaseSteps steps) : IRequestHandler<AskForReview, Result<AidCaseState>>
{
    public async Task<Result<AidCaseState>> Handle(AskForReview command, CancellationToken cancellationToken) =>
        command.Reason.Trim().Length == 0 ? Refused.By(FundRefusal.ReasonMissing)
        : await db.Set<AidCase>().AnyAsync(c => c.CountyCode == command.CountyCode && c.Number == command.CaseNumber && c.HouseholdId == command.By.UserId, cancellationToken)
            ? await steps.Take(command, command.CaseNumber, AidCaseTrigger.RequestReview, DocumentKinds.ReviewRequest, command.Reason, null, cancellationToken)
            : Refused.By(SiteRefusal.NotFound, ("what", command.CaseNumber));
}

/// <summary>A household complains; one after another, so that each is answered.</summary>
[Allowed(Role.Household)]
public sealed record Complain(Guid CommandId, Actor By, string CountyCode, string Text) : ICommand<Done>;

public sealed class ComplainHandler(JiujiDb db, PersonalVault vault, RuleShelf rules, Turn turn) : IRequestHandler<Complain, Result<Done>>
{
    private const int Most = 500;

    public async Task<Result<Done>> Handle(Complain command, CancellationToken cancellationToken)
    {
        var (county, text) = (command.CountyCode, command.Text.Trim());
        if (text.Length is 0 or > Most)
        {
            return Refused.By(FundRefusal.ReasonMissing);
        }

        if (await db.Set<Complaint>().AnyAsync(c => c.CountyCode == county && c.HouseholdId == command.By.UserId && c.State == ComplaintState.Open, cancellationToken))
        {
            return Refused.By(SiteRefusal.ComplaintStillOpen);
        }

        var day = CountyDay.Of(turn.Now);
        var before = await db.Set<Complaint>().CountAsync(c => c.CountyCode == county && c.SentOn >= new DateOnly(day.Year, 1, 1), cancellationToken);
        db.Add(new Complaint
        {
            CountyCode = county, Id = command.CommandId, Number = string.Create(CultureInfo.InvariantCulture, $"TS{day.Year}-{before + 1:0000}"), HouseholdId = command.By.UserId,
            TextSealed = PersonalView.SealLetter(command.CommandId, text, vault), SentOn = day, DueOn = PetitionDays.Complaint(rules.Rules(county, day), day),
        });
        return new Done();
    }
}

/// <summary>The county answers; the household reads it on its own page.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record AnswerComplaint(Guid CommandId, Actor By, string CountyCode, string Number, string Answer) : ICommand<Done>;

public sealed class AnswerComplaintHandler(JiujiDb db, PersonalVault vault, Turn turn) : IRequestHandler<AnswerComplaint, Result<Done>>
{
    public async Task<Result<Done>> Handle(AnswerComplaint command, CancellationToken cancellationToken)
    {
        var answer = command.Answer.Trim();
        if (answer.Length == 0)
        {
            return Refused.By(FundRefusal.ReasonMissing);
        }

        if (await db.Set<Complaint>().FirstOrDefaultAsync(c => c.CountyCode == command.CountyCode && c.Number == command.Number, cancellationToken) is not { } complaint)
        {
            return Refused.By(SiteRefusal.NotFound, ("what", command.Number));
        }

        if (complaint.State != ComplaintState.Open)
        {
            return Refused.By(SiteRefusal.ChangedMeanwhile);
        }

        (complaint.State, complaint.AnswerSealed) = (ComplaintState.Answered, PersonalView.SealLetter(complaint.Id, answer, vault));
        (complaint.AnsweredBy, complaint.AnsweredOn) = (command.By.Name, CountyDay.Of(turn.Now));
        return new Done();
    }
}
