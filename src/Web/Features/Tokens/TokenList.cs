using Jiuji.Web.Api.Tokens;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Matches;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Tokens;

/// <summary>A key as its owner sees it; the secret is not among it.</summary>
public sealed record TokenLine(Guid Id, string Name, string Owner, IReadOnlyList<ApiScope> Scopes, DateOnly ExpiresOn, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    public bool IsGood(DateOnly today) => RevokedAt is null && ExpiresOn >= today;
}

/// <summary>The keys to the API of the person signed in; for the administrator, all of them.</summary>
public sealed class TokenListModel(JiujiDb db, IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : ActingPage(mediator, words)
{
    private const int UsualDays = 90;
    private const string SecretKey = "token-secret";

    public IReadOnlyList<TokenLine> Lines { get; private set; } = [];

    /// <summary>Shown on the one page after issuing, and nowhere else.</summary>
    public string? Secret { get; private set; }
    public string Name { get; private set; } = "";
    public string Owner { get; private set; } = "";
    public DateOnly ExpiresOn { get; private set; }
    public IReadOnlyList<ApiScope> Chosen { get; private set; } = [];
    public bool IsAdministrator => Me.Role == Role.Administrator;
    public IReadOnlyList<ApiScope> Offered => IsAdministrator ? Enum.GetValues<ApiScope>() : ApiScopes.For(Me.Role);
    public DateOnly Today => clock.Today();
    public DateOnly LastDay => Today.AddDays(IssueTokenHandler.MostDays);

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        Secret = TempData[SecretKey] as string;
        return await Shown(cancellationToken);
    }

    public async Task<IActionResult> OnPostIssue(string? name, string? owner, DateOnly? expiresOn, ApiScope[] scopes, CancellationToken cancellationToken)
    {
        (Name, Owner, ExpiresOn, Chosen) = (name ?? "", owner ?? "", expiresOn ?? Today.AddDays(UsualDays), scopes);
        var secret = TokenSecret.New();
        TempData[SecretKey] = secret;
        var answer = await Send(
            new IssueToken(CommandId, Me, Name, TokenSecret.Hash(secret), string.Join(' ', scopes), ExpiresOn, Owner), "token.issued", "/tokens",
            () => Shown(cancellationToken), cancellationToken);
        if (answer is not RedirectResult)
        {
            TempData.Remove(SecretKey);
        }

        return answer;
    }

    public Task<IActionResult> OnPostRevoke(Guid token, CancellationToken cancellationToken) =>
        Send(new RevokeToken(CommandId, Me, token), "token.revoked", "/tokens", () => Shown(cancellationToken), cancellationToken);

    private async Task<IActionResult> Shown(CancellationToken cancellationToken)
    {
        ExpiresOn = ExpiresOn == default ? Today.AddDays(UsualDays) : ExpiresOn;
        var tokens = db.Set<ApiToken>().AsNoTracking();
        if (!IsAdministrator)
        {
            tokens = tokens.Where(token => token.UserId == Me.UserId);
        }

        var rows = await tokens.Join(db.Users, token => token.UserId, user => user.Id, (token, user) => new { token, user.UserName })
            .OrderByDescending(pair => pair.token.IssuedAt).ToListAsync(cancellationToken);
        Lines = [.. rows.Select(row => new TokenLine(
            row.token.Id, row.token.Name, row.UserName!, row.token.ScopeList, row.token.ExpiresOn, row.token.LastUsedAt, row.token.RevokedAt))];
        return Page();
    }
}
