using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Complaints;

/// <summary>A complaint in the county's list: whose, by when, and whether it is answered.</summary>
public sealed record ComplaintRow(string Number, string Household, string Township, DateOnly SentOn, DateOnly DueOn, ComplaintState State);

/// <summary>What households have written to the county, the open ones first. The township that somebody complains of does not see it.</summary>
[Authorize(Roles = nameof(Role.CountyCivilAffairs))]
public sealed class ComplaintListModel(JiujiDb db, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    private const int Most = 200;

    public IReadOnlyList<ComplaintRow> Complaints { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken) => Complaints = [.. (await (
            from complaint in db.Set<Complaint>().AsNoTracking()
            where complaint.CountyCode == County
            join household in db.Set<Household>().AsNoTracking() on new { complaint.CountyCode, Id = complaint.HouseholdId } equals new { household.CountyCode, household.Id }
            join p in db.Regions.AsNoTracking() on household.ResidenceTownship equals p.Code into places
            from place in places.DefaultIfEmpty()
            orderby complaint.State == ComplaintState.Open ? 0 : 1, complaint.DueOn, complaint.Number
            select new { complaint.Number, Household = household.Number, Zh = place == null ? "" : place.NameZh, En = place == null ? "" : place.NameEn, complaint.SentOn, complaint.DueOn, complaint.State })
        .Take(Most).ToListAsync(cancellationToken))
        .Select(row => new ComplaintRow(row.Number, row.Household, Named(row.Zh, row.En), row.SentOn, row.DueOn, row.State))];

    public int WorkingDaysLeft(DateOnly due) => WorkingDaysLeft(rules.Calendar, Today, due);
}

/// <summary>One complaint, opened for the office that answers it.</summary>
[Authorize(Roles = nameof(Role.CountyCivilAffairs))]
public sealed class ComplaintDetailModel(JiujiDb db, PersonalVault vault, RuleShelf rules, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    public Complaint Complaint { get; private set; } = default!;
    public string Household { get; private set; } = "";
    public string Text { get; private set; } = "";
    public string Answer { get; private set; } = "";

    /// <summary>What was typed and refused: where somebody else has answered meanwhile it stands beside their answer.</summary>
    public string NotSent { get; private set; } = "";
    public int DaysLeft => WorkingDaysLeft(rules.Calendar, Today, Complaint.DueOn);

    public async Task<IActionResult> OnGet(string number, CancellationToken cancellationToken)
    {
        var found = await (
            from complaint in db.Set<Complaint>().AsNoTracking()
            where complaint.CountyCode == County && complaint.Number == number
            join household in db.Set<Household>().AsNoTracking() on new { complaint.CountyCode, Id = complaint.HouseholdId } equals new { household.CountyCode, household.Id }
            select new { complaint, household.Number }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        (Complaint, Household, Text) = (found.complaint, found.Number, PersonalView.Letter(found.complaint.Id, found.complaint.TextSealed, vault));
        Answer = Complaint.AnswerSealed is { } answer ? PersonalView.Letter(Complaint.Id, answer, vault) : Answer;
        return Page();
    }

    public async Task<IActionResult> OnPost(string number, Guid commandId, string? answer, CancellationToken cancellationToken)
    {
        Answer = answer ?? "";
        if (await Sent(new AnswerComplaint(commandId, Viewer, County, number, Answer)) is not null)
        {
            return Done($"/complaints/{number}");
        }

        NotSent = Answer;
        return await OnGet(number, cancellationToken);
    }
}
