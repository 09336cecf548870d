using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Supply;

/// <summary>One edition in the list: how many stations have it.</summary>
public sealed record EditionLine(string Number, DateOnly PublishedOn, int Lots, int Stations, int Received);

/// <summary>Every dated edition of the supply ledger, and whether each station has it (D2–D4).</summary>
[Authorize(Roles = MatchingPages.OfficesAndProviders)]
public sealed class EditionsModel(JiujiDb db) : PageModel
{
    public IReadOnlyList<EditionLine> Lines { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var county = User.Actor().CountyCode;
        Lines = await db.Set<SupplyEdition>().AsNoTracking().Where(edition => edition.CountyCode == county)
            .OrderByDescending(edition => edition.PublishedOn).ThenByDescending(edition => edition.Number)
            .Select(edition => new EditionLine(
                edition.Number, edition.PublishedOn, edition.Lots.Count, edition.Deliveries.Count, edition.Deliveries.Count(delivery => delivery.ReceivedAt != null)))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>One edition as it was handed out: its lots, and the delivery to each station. It prints as the ledger that lies in the station.</summary>
[Authorize(Roles = MatchingPages.OfficesAndProviders)]
public sealed class EditionDetailModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, NameShelf names) : ActingPage(mediator, words)
{
    [FromRoute]
    public string Number { get; set; } = "";

    public SupplyEdition Edition { get; private set; } = default!;
    public NameShelf Names => names;

    /// <summary>The delivery to the station of the person who looks, while it has not been received.</summary>
    public bool MayReceive => Me.Role == Role.StationWorker && Edition.Deliveries.Exists(delivery => delivery.StationId == Me.OrganisationId && delivery.ReceivedAt is null);

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var edition = await db.Set<SupplyEdition>().AsNoTracking().Include(each => each.Lots).Include(each => each.Deliveries).AsSplitQuery()
            .FirstOrDefaultAsync(each => each.CountyCode == Me.CountyCode && each.Number == Number, cancellationToken);
        if (edition is null)
        {
            return NotFound();
        }

        Edition = edition;
        return Page();
    }

    public Task<IActionResult> OnPostReceive(CancellationToken token) => Send(
        new ReceiveEdition(CommandId, Me, Me.CountyCode, Number), "supply.edition_received", $"/supply/editions/{Uri.EscapeDataString(Number)}", () => OnGet(token), token);
}
