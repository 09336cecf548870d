using System.Text;
using System.Text.RegularExpressions;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Jiuji.Web.Tests.Access;

/// <summary>One address of the site and who may open it; <see cref="Roles"/> is null where everybody may, signed in or not.</summary>
public sealed record SiteRoute(string Pattern, IReadOnlyList<Role>? Roles)
{
    /// <summary>Reached with a token of its own scopes (docs/security.md), never with the cookie of a page.</summary>
    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal) || Pattern.StartsWith("/hsds", StringComparison.Ordinal) || Pattern.StartsWith("/openapi", StringComparison.Ordinal);

    public bool Admits(Role role) => Roles is null || Roles.Contains(role);
}

/// <summary>Reads from the built site which roles each address asks for, and writes the table of it.</summary>
public static partial class Routes
{
    /// <summary>A household signs in by its slip and never holds a session of the site.</summary>
    public static readonly IReadOnlyList<Role> Roles = [.. Enum.GetValues<Role>().Where(role => role != Role.Household)];

    public static IReadOnlyList<SiteRoute> Of(WebApplication site) =>
        [.. ((IEndpointRouteBuilder)site).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => new SiteRoute("/" + endpoint.RoutePattern.RawText!.Trim('/'), Admitted(endpoint)))
            .DistinctBy(route => route.Pattern).OrderBy(route => route.Pattern, StringComparer.Ordinal)];

    private static List<Role>? Admitted(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return null;
        }

        var asked = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Roles).OfType<string>().Where(roles => roles.Length > 0).ToList();
        return [.. Roles.Where(role => asked.All(roles => roles.Split(',').Contains(role.ToString())))];
    }

    /// <summary>Every command with the roles that may send it.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<Role> Roles)> Commands() =>
        [.. CommandTypes().Select(type => (type.Name, type.GetCustomAttributes(typeof(AllowedAttribute), false).Cast<AllowedAttribute>().Single().Roles))];

    public static IEnumerable<Type> CommandTypes() => typeof(ICommand<>).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && AnswerOf(type) is not null).OrderBy(type => type.Name, StringComparer.Ordinal);

    public static Type? AnswerOf(Type type) =>
        type.GetInterfaces().FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>))?.GetGenericArguments()[0];

    public static string Table(IReadOnlyList<SiteRoute> routes)
    {
        var table = new StringBuilder();
        table.Append($"{string.Join(", ", Roles.Select(role => $"{Short(role)} {role}"))}.\n\n");
        Append(table, "Page", [.. routes.Where(route => !route.IsApi).Select(route => ($"`{route.Pattern}`", route.Roles))]);
        table.Append('\n');
        Append(table, "Command", [.. Commands().Select(command => ($"`{command.Name}`", (IReadOnlyList<Role>?)command.Roles))]);
        return table.ToString();
    }

    private static void Append(StringBuilder table, string heading, IReadOnlyList<(string What, IReadOnlyList<Role>? Roles)> rows)
    {
        table.Append($"| {heading} | {string.Join(" | ", Roles.Select(Short))} |\n|---|{string.Concat(Enumerable.Repeat(":-:|", Roles.Count))}\n");
        foreach (var (what, roles) in rows)
        {
            table.Append($"| {what} |{string.Concat(Roles.Select(role => roles is null ? " ○ |" : roles.Contains(role) ? " ● |" : " |"))}\n");
        }
    }

    private static string Short(Role role) => string.Concat(Capitals().Matches(role.ToString()).Select(found => found.Value)) is { Length: > 1 } several ? several : role.ToString()[..2].ToUpperInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();
}
