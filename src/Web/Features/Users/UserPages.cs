using System.Globalization;
using System.Security.Cryptography;
using FluentValidation;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Home;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Lanes;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Jiuji.Web.Reference;
using Jiuji.Web.Refusals;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Users;

/// <summary>An appointment with the names that a reader knows; made by members, so that the database can filter and sort by them.</summary>
public sealed class Post
{
    public required Appointment Appointment { get; init; }
    public required string UserName { get; init; }
    public required string DisplayName { get; init; }
    public required string Place { get; init; }
}

/// <summary>What the administrator's pages share: posts with their names, and commands sent from forms.</summary>
[Authorize(Roles = nameof(Role.Administrator))]
public abstract class UsersPage(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words) : PageModel
{
    protected JiujiDb Db => db;

    public Guid NewCommandId => Guid.CreateVersion7();

    protected IQueryable<Post> Posts()
    {
        var chinese = SpokenLanguages.IsChinese;
        return from appointment in db.Appointments.AsNoTracking()
               join user in db.Users.AsNoTracking() on appointment.UserId equals user.Id
               join t in db.Regions on appointment.TownshipCode equals t.Code into townships
               from township in townships.DefaultIfEmpty()
               join c in db.Regions on appointment.CountyCode equals c.Code into counties
               from county in counties.DefaultIfEmpty()
               select new Post
               {
                   Appointment = appointment, UserName = user.UserName!, DisplayName = user.DisplayName,
                   Place = township != null ? (chinese ? township.NameZh : township.NameEn) : county != null ? (chinese ? county.NameZh : county.NameEn) : "",
               };
    }

    /// <summary>Null where the form was refused; the reason then stands in the model state.</summary>
    protected async Task<TAnswer?> Sent<TAnswer>(ICommand<TAnswer> command, CancellationToken cancellationToken)
        where TAnswer : struct
    {
        try
        {
            var result = await mediator.Send(command, cancellationToken);
            if (result.Refused is not { } refused)
            {
                return result.Value;
            }

            Response.StatusCode = RefusalWords.Status(refused);
            ModelState.AddModelError("", words.Sentence(refused));
        }
        catch (ValidationException malformed)
        {
            foreach (var error in malformed.Errors)
            {
                ModelState.AddModelError(error.PropertyName, error.ErrorMessage);
            }
        }

        return null;
    }
}

/// <summary>Who is appointed to what, by county.</summary>
public sealed class UserListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : UsersPage(db, mediator, words)
{
    private const int PageSize = 200;

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<Post> Found { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var text = Search?.Trim() ?? "";
        Found = await Posts().Where(post => text == "" || post.UserName.Contains(text) || post.DisplayName.Contains(text) || post.Place.Contains(text))
            .OrderBy(post => post.Appointment.CountyCode).ThenBy(post => post.Appointment.TownshipCode).ThenBy(post => post.UserName)
            .Take(PageSize).ToListAsync(cancellationToken);
    }
}

/// <summary>Appoints somebody, new or known. A new user's first password is made here and shown once.</summary>
public sealed class UserNewModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : UsersPage(db, mediator, words)
{
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";
    private readonly IStringLocalizer<Words> words = words;

    [BindProperty]
    public Guid CommandId { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string UserName { get; set; } = "";

    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public Role Role { get; set; } = Role.TownshipHandler;

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public Guid? Organisation { get; set; }

    [BindProperty]
    public string Document { get; set; } = "";

    [BindProperty]
    public DateOnly From { get; set; }

    public string? FirstPassword { get; private set; }
    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Organisations { get; private set; } = [];

    public IEnumerable<SelectListItem> Roles => Enum.GetValues<Role>().Where(role => role != Role.Household).Select(role => new SelectListItem(words.Of(role), role.ToString()));

    public async Task OnGet(CancellationToken cancellationToken)
    {
        From = clock.Today();
        await ReadLists(cancellationToken);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        await ReadLists(cancellationToken);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var place = await Db.Regions.AsNoTracking().FirstOrDefaultAsync(region => region.Code == Area, cancellationToken);
        var isTownship = place?.Kind == RegionKind.Township;
        var password = RandomNumberGenerator.GetString(Letters, 16);
        var normalized = UserName.Trim().ToUpperInvariant();
        var known = await Db.Users.AnyAsync(user => user.NormalizedUserName == normalized, cancellationToken);
        var command = new AppointUser(
            CommandId, User.Actor(), UserName.Trim(), DisplayName.Trim(), new PasswordHasher<User>().HashPassword(null!, password), IsDemo: false, Role,
            place is null ? "" : isTownship ? place.CountyCode : place.Code, isTownship ? place!.Code : "", Organisation, Document.Trim(), From);
        if (await Sent(command, cancellationToken) is null)
        {
            return Page();
        }

        TempData["notice"] = "users.appointed";
        FirstPassword = known ? null : password;
        Response.Headers.CacheControl = "no-store";
        return known ? Redirect("/users") : Page();
    }

    private async Task ReadLists(CancellationToken cancellationToken)
    {
        var regions = await Db.Regions.AsNoTracking().Where(region => region.Kind == RegionKind.Township || region.Kind == RegionKind.County)
            .OrderBy(region => region.CountyCode).ThenBy(region => region.Code).ToListAsync(cancellationToken);
        Areas = [.. regions.Select(region => new SelectListItem(SpokenLanguages.IsChinese ? region.NameZh : region.NameEn, region.Code))];
        var organisations = await Db.Organisations.AsNoTracking().OrderBy(organisation => organisation.NameZh).ToListAsync(cancellationToken);
        Organisations = [.. organisations.Select(organisation => new SelectListItem(SpokenLanguages.IsChinese ? organisation.NameZh : organisation.NameEn, organisation.Id.ToString()))];
    }
}

/// <summary>Before a post is left: everything that is open at it, and to whom it goes (X5).</summary>
public sealed class HandOverNewModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, RuleShelf rules, TimeProvider clock) : UsersPage(db, mediator, words)
{
    public Post Post { get; private set; } = default!;
    public IReadOnlyList<QueueItem> Open { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Document { get; private set; } = "";
    public string Successor { get; private set; } = "";

    public Task<IActionResult> OnGet(Guid appointment, CancellationToken cancellationToken) => Load(appointment, cancellationToken);

    public async Task<IActionResult> OnPost(Guid appointment, Guid commandId, DateOnly lastDay, string? document, string? successor, CancellationToken cancellationToken)
    {
        (Document, Successor) = (document ?? "", successor ?? "");
        this.OnlyAsSeen((inLane, token) => SightOf(inLane, appointment, token));
        var county = await Db.Appointments.Where(a => a.Id == appointment).Select(a => a.CountyCode).FirstOrDefaultAsync(cancellationToken);
        var done = await Sent(new EndAppointment(commandId, User.Actor(), county ?? "", appointment, lastDay, Document, Successor), cancellationToken);
        return done is { } id ? Redirect($"/users/hand-overs/{id}") : await Load(appointment, cancellationToken);
    }

    private async Task<IActionResult> Load(Guid appointment, CancellationToken cancellationToken)
    {
        if (await Posts().FirstOrDefaultAsync(post => post.Appointment.Id == appointment, cancellationToken) is not { } post)
        {
            return NotFound();
        }

        Post = post;
        var holder = await Db.Users.AsNoTracking().SingleAsync(user => user.Id == post.Appointment.UserId, cancellationToken);
        Open = await OpenWork.Of(Db, rules, post.Appointment, holder, cancellationToken);
        this.Show(SightOf(post.Appointment, Open));
        return Page();
    }

    /// <summary>What is handed over is what was on the page: work that came in the meantime is shown first.</summary>
    private static Sight SightOf(Appointment post, IReadOnlyList<QueueItem> open) => new(
    [
        Sight.Fact("users.last_day", post.To is { } day ? Days.Iso(day) : ""),
        Sight.Fact("users.open_items", string.Join(' ', open.Select(item => $"{item.Word} {item.Number}").Order(StringComparer.Ordinal)), open.Count.ToString(CultureInfo.CurrentCulture)),
    ]);

    private async Task<Sight?> SightOf(JiujiDb inLane, Guid appointment, CancellationToken cancellationToken)
    {
        var found = await inLane.Appointments.AsNoTracking().Join(inLane.Users.AsNoTracking(), a => a.UserId, user => user.Id, (a, user) => new { Post = a, Holder = user })
            .FirstOrDefaultAsync(pair => pair.Post.Id == appointment, cancellationToken);
        return found is null ? null : SightOf(found.Post, await OpenWork.Of(inLane, rules, found.Post, found.Holder, cancellationToken));
    }
}

/// <summary>The hand-over list as it is signed by both and a witness.</summary>
public sealed class HandOverPrintModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words) : UsersPage(db, mediator, words)
{
    public HandOver HandOver { get; private set; } = default!;
    public string Place { get; private set; } = "";

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        if (await Db.Set<HandOver>().AsNoTracking().Include(h => h.Items).FirstOrDefaultAsync(h => h.Id == id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        var place = found.TownshipCode.Length > 0 ? found.TownshipCode : found.CountyCode;
        (HandOver, Place) = (found, await Db.Regions.Where(region => region.Code == place).Select(region => region.NameZh).FirstOrDefaultAsync(cancellationToken) ?? "");
        return Page();
    }
}
