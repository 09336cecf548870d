using System.Net;
using System.Text.RegularExpressions;
using Jiuji.Testing;
using Jiuji.Web.Lanes;
using Jiuji.Web.Tests.SignIn;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Access;

/// <summary>Every address and every command is tried by every role; docs/security.md says what comes of it.</summary>
[Collection(nameof(OnSignInSite))]
public sealed partial class RouteTests(SignInSite site)
{
    /// <summary>Pages that belong to everybody signed in: they show what is their own and nothing else.</summary>
    private static readonly string[] Everybodys = ["/", "/me", "/search", "/rules", "/help", "/tokens", "/jobs/{id:guid}"];

    [Fact]
    public void Every_page_names_its_roles_or_is_everybodys() =>
        Offenders.None(site.Routes.Where(route => !route.IsApi && route.Roles?.Count == Routes.Roles.Count && !Everybodys.Contains(route.Pattern)).Select(route => route.Pattern));

    [Fact]
    public async Task Nobody_who_has_not_signed_in_opens_a_page()
    {
        var (stranger, offenders) = (site.Comes(), new List<string>());
        foreach (var route in site.Routes.Where(route => route is { Roles: not null, IsApi: false }))
        {
            using var answer = await stranger.Get(Filled(route.Pattern));
            if (answer.StatusCode != HttpStatusCode.Redirect || !answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal))
            {
                offenders.Add($"{route.Pattern} answered {answer.StatusCode}");
            }
        }

        Offenders.None(offenders);
    }

    [Fact]
    public async Task Every_page_is_open_to_the_roles_it_names_and_shut_to_all_others()
    {
        await site.WithReferenceData();
        var offenders = new List<string>();
        foreach (var role in Routes.Roles)
        {
            var visitor = await site.SignedIn(role);
            foreach (var route in site.Routes.Where(route => !route.IsApi && !route.Pattern.StartsWith("/sign-in", StringComparison.Ordinal) && !route.Pattern.StartsWith("/problem", StringComparison.Ordinal)))
            {
                using var answer = await visitor.Get(Filled(route.Pattern));
                var isRefused = answer.StatusCode == HttpStatusCode.Forbidden
                    || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.Contains("/problem/403", StringComparison.Ordinal));
                if (isRefused == route.Admits(role) || (int)answer.StatusCode >= 500)
                {
                    offenders.Add($"{role} {route.Pattern}: {(int)answer.StatusCode}");
                }
            }
        }

        Offenders.None(offenders);
    }

    [Fact]
    public async Task Every_command_is_refused_to_the_roles_it_does_not_name_and_outside_ones_own_county()
    {
        var offences = typeof(RouteTests).GetMethod(nameof(Offences), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        var offenders = new List<string>();
        foreach (var type in Routes.CommandTypes())
        {
            offenders.AddRange(await (Task<List<string>>)offences.MakeGenericMethod(type, Routes.AnswerOf(type)!).Invoke(null, [site.Services])!);
        }

        Offenders.None(offenders);
    }

    private static async Task<List<string>> Offences<TCommand, TAnswer>(IServiceProvider services)
        where TCommand : ICommand<TAnswer>
    {
        var lane = new LaneBehavior<TCommand, TAnswer>(services.GetRequiredService<Lanes.Lanes>(), new SendingTerms());
        var allowed = Routes.Commands().Single(command => command.Name == typeof(TCommand).Name).Roles;
        var offences = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            // Of the right county where the role is wrong, and of another one where it is right: each refusal has one reason.
            var isAllowed = allowed.Contains(role);
            var command = (TCommand)Blank(typeof(TCommand), new Actor(Guid.CreateVersion7(), "somebody", role, isAllowed ? "341723" : "341722", "", null));
            if (isAllowed && (role == Role.Administrator || command.CountyCode != "341722"))
            {
                continue;
            }

            var result = await lane.Handle(command, CancellationToken.None, () => throw new InvalidOperationException("The lane hands the command on by itself."));
            var reason = isAllowed ? SiteRefusal.NotYourArea : SiteRefusal.NotYourRole;
            if (!reason.Equals(result.Refused?.Reason))
            {
                offences.Add($"{role} {typeof(TCommand).Name}: {result.Refused?.Reason}");
            }
        }

        return offences;
    }

    /// <summary>The command with nothing in it but who sends it and where.</summary>
    private static object Blank(Type type, Actor by)
    {
        var constructor = type.GetConstructors().MaxBy(each => each.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(field => field switch
        {
            { Name: "By" } => by,
            { Name: "CountyCode" } => "341722",
            { ParameterType: var text } when text == typeof(string) => "",
            { ParameterType.IsValueType: true } => Activator.CreateInstance(field.ParameterType),
            _ => null,
        })]);
    }

    private static string Filled(string pattern) => Parameter().Replace(pattern, found => found.Groups["name"].Value switch
    {
        "year" => "2026",
        "township" => SignInSite.Township,
        "month" => "2026-10",
        "code" => "404",
        _ when found.Value.Contains(":guid", StringComparison.Ordinal) => "0190a000-0000-7000-8000-000000000000",
        _ when found.Value.Contains(":int", StringComparison.Ordinal) => "1",
        _ => "none",
    });

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
