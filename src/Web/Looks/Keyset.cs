using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Looks;

/// <summary>Where a page of a list begins: behind the row that its link named, or before it. Neither: at the start.</summary>
public readonly record struct PageAt(string? After, string? Before);

/// <summary>
/// The order of a list, and pages of it found by where another page ended or began: a page costs the same at any depth, and rows that come or go in between
/// neither repeat nor hide others. The last key must differ for every row. A link that is none of ours opens the start.
/// </summary>
public sealed class Keyset<T>
{
    private readonly List<Key> keys = [];

    public Keyset<T> By<TKey>(Expression<Func<T, TKey>> key, bool descending = false)
        where TKey : notnull
    {
        var read = key.Compile();
        keys.Add(new Key(key, descending, row => JsonSerializer.SerializeToElement(read(row)), told => Expression.Property(Expression.Constant(new Held<TKey>(told.Deserialize<TKey>()!)), "Value")));
        return this;
    }

    /// <param name="here">The list with its filters, as an address; the links keep them.</param>
    public async Task<(IReadOnlyList<T> Rows, PageLinks Links)> Page(IQueryable<T> all, PageAt at, int size, string here, CancellationToken cancellationToken)
    {
        var from = Read(at.Before ?? at.After);
        var backwards = from is not null && at.Before is not null;
        var found = await Ordered(from is null ? all : all.Where(Beyond(from, backwards)), backwards).Take(size + 1).ToListAsync(cancellationToken);
        var (rows, more) = (found.Take(size).ToList(), found.Count > size);
        if (backwards)
        {
            rows.Reverse();
        }

        return (rows, rows.Count == 0 ? new PageLinks(from is null ? null : here, null) : new PageLinks(
            (backwards ? more : from is not null) ? Link(here, "before", rows[0]) : null, backwards || more ? Link(here, "after", rows[^1]) : null));
    }

    public IOrderedQueryable<T> Ordered(IQueryable<T> all, bool backwards = false) => (IOrderedQueryable<T>)keys.Aggregate(all, (ordered, key) => key.Order(ordered, key == keys[0], backwards));

    private string Link(string here, string name, T row) => QueryHelpers.AddQueryString(
        here, name, WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(keys.Select(key => key.Write(row)))));

    /// <summary>The values of all keys in the row that a link named; null for a link that is none of ours.</summary>
    private List<Expression>? Read(string? cursor)
    {
        try
        {
            var told = string.IsNullOrEmpty(cursor) ? [] : JsonSerializer.Deserialize<List<JsonElement>>(WebEncoders.Base64UrlDecode(cursor)) ?? [];
            return told.Count == keys.Count ? [.. told.Zip(keys, (value, key) => key.Value(value))] : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>first &gt; a, or first = a and (second &gt; b, or second = b and …).</summary>
    private Expression<Func<T, bool>> Beyond(List<Expression> from, bool backwards)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression? beyond = null;
        for (var each = keys.Count - 1; each >= 0; each--)
        {
            var (key, value) = (keys[each].At(row), from[each]);
            var farther = keys[each].Descending == backwards ? Greater(key, value) : Greater(value, key);
            beyond = beyond is null ? farther : Expression.OrElse(farther, Expression.AndAlso(Expression.Equal(key, value), beyond));
        }

        return Expression.Lambda<Func<T, bool>>(beyond!, row);
    }

    private static BinaryExpression Greater(Expression one, Expression other) => one.Type == typeof(string)
        ? Expression.GreaterThan(Expression.Call(typeof(string), nameof(string.Compare), null, one, other), Expression.Constant(0))
        : Expression.GreaterThan(one, other);

    /// <summary>A value that the database is given as a parameter: written into the query itself it would be a new query for every page.</summary>
    private sealed record Held<TValue>(TValue Value);

    private sealed record Key(LambdaExpression Of, bool Descending, Func<T, JsonElement> Write, Func<JsonElement, Expression> Value)
    {
        public Expression At(ParameterExpression row) => new Put(Of.Parameters[0], row).Visit(Of.Body);

        public IQueryable<T> Order(IQueryable<T> rows, bool isFirst, bool backwards)
        {
            var method = (isFirst, Descending != backwards) switch
            {
                (true, false) => nameof(Queryable.OrderBy),
                (true, true) => nameof(Queryable.OrderByDescending),
                (false, false) => nameof(Queryable.ThenBy),
                (false, true) => nameof(Queryable.ThenByDescending),
            };
            return rows.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), method, [typeof(T), Of.ReturnType], rows.Expression, Expression.Quote(Of)));
        }
    }

    private sealed class Put(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
