using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Api.Reads;

/// <summary>Where in a list to go on, and how much of it to bring.</summary>
/// <param name="Cursor">From the answer before; left out for the beginning.</param>
/// <param name="Limit">1 to 200 rows; 50 where it is left out.</param>
public readonly record struct PageQuery(string? Cursor, int? Limit)
{
    public const int UsualRows = 50;
    public const int MostRows = 200;

    public int Rows => Math.Clamp(Limit ?? UsualRows, 1, MostRows);

    /// <summary>The key of the last row that the sender has; empty at the beginning. Every list is in the order of its key, so rows that come or go in between neither repeat nor hide others.</summary>
    public string After => string.IsNullOrEmpty(Cursor) ? "" : Text(Cursor);

    public Guid? AfterId => After.Length == 0 ? null : Guid.TryParse(After, out var id) ? id : throw new CursorException();

    public long? AfterNumber => After.Length == 0 ? null : long.TryParse(After, out var number) ? number : throw new CursorException();

    public static string CursorOf(string key) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(key));

    private static string Text(string cursor)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WebEncoders.Base64UrlDecode(cursor));
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            throw new CursorException();
        }
    }
}

/// <summary>A cursor that none of our answers has given out.</summary>
public sealed class CursorException() : BadHttpRequestException("The cursor is not one of ours.");

/// <summary>A part of a list.</summary>
/// <param name="Items">In the order of their keys.</param>
/// <param name="Next">The cursor of the next part; null at the end. The Link header carries the whole address.</param>
public sealed record ListPart<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Answers of reading: lists in parts, single things with their tag.</summary>
public static class Answers
{
    /// <param name="ordered">Filtered to what lies behind the cursor, in the order of the key.</param>
    /// <param name="views">One query for what belongs to the rows of one part.</param>
    public static async Task<IResult> Part<TRow, TView>(
        HttpContext context, PageQuery page, IQueryable<TRow> ordered, Func<TRow, string> key, Func<IReadOnlyList<TRow>, Task<IReadOnlyList<TView>>> views)
    {
        var rows = await ordered.Take(page.Rows + 1).ToListAsync(context.RequestAborted);
        var shown = rows.Take(page.Rows).ToList();
        var next = rows.Count > page.Rows ? PageQuery.CursorOf(key(shown[^1])) : null;
        if (next is not null)
        {
            var query = QueryHelpers.ParseQuery(context.Request.QueryString.Value);
            query["cursor"] = next;
            context.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(context.Request.PathBase + context.Request.Path, query)}>; rel=\"next\"";
        }

        return Tagged(context, new ListPart<TView>(await views(shown), next));
    }

    public static Task<IResult> Part<TRow, TView>(HttpContext context, PageQuery page, IQueryable<TRow> ordered, Func<TRow, string> key, Func<TRow, TView> view) =>
        Part(context, page, ordered, key, rows => Task.FromResult<IReadOnlyList<TView>>([.. rows.Select(view)]));

    /// <summary>One thing, or that there is none here for this sender: what is not theirs to see is not there.</summary>
    public static IResult One(HttpContext context, object? found, string what) =>
        found is null ? Problem.Answer(context, Lanes.Refused.By(Lanes.SiteRefusal.NotFound, ("what", what))) : Tagged(context, found);

    /// <summary>The content with its tag, or, where the sender has this very content, only that it still holds.</summary>
    public static IResult Tagged(HttpContext context, object content)
    {
        var tag = ETags.Of(content);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Authorization";
        return context.Request.Headers.IfNoneMatch.ToString() is { Length: > 0 } held && ETags.Names(held, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json<object>(content, ApiJson.Options);
    }
}
