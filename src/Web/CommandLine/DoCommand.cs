using System.CommandLine;
using System.Globalization;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.CommandLine;

/// <summary>
/// <c>do</c>: every command that a page can send, under its own name. The options are the command's fields, so the two can never drift apart.
/// Commands that carry lists of rows come in by <c>import</c> instead.
/// </summary>
public static class DoCommand
{
    /// <param name="isAskedFor">There are more than a hundred commands with all their fields: whoever starts the site does not wait until they are described.</param>
    public static Command Create(bool isAskedFor)
    {
        var command = new Command("do", "Send one command as a user, exactly as the page would.");
        foreach (var kind in isAskedFor ? CommandCatalog.All.Where(kind => kind.Fields.All(field => Parser(field.ParameterType) is not null)) : [])
        {
            command.Add(One(kind));
        }

        return command;
    }

    private static Command One(CommandKind kind)
    {
        var command = new Command(kind.Name, $"Allowed: {string.Join(", ", kind.Roles)}.");
        var sender = new Option<string>("--as") { Required = true, Description = "The user who sends it." };
        var id = new Option<Guid?>("--command-id") { Description = "UUID of the command; the same id is done once." };
        var trial = new Option<bool>("--dry-run") { Description = "Say what would become of it, and change nothing." };
        var fields = kind.Fields.ToDictionary(
            field => field, field => new Option<string?>($"--{CommandCatalog.Kebab(field.Name!)}") { Required = !field.HasDefaultValue, Description = Hint(field.ParameterType) });
        command.Add(sender);
        command.Add(id);
        command.Add(trial);
        foreach (var option in fields.Values)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.Open(cancellationToken);
            await using var scope = workplace.Services.CreateAsyncScope();
            var actor = await Workplace.ActorOf(scope.ServiceProvider.GetRequiredService<JiujiDb>(), parsed.GetRequiredValue(sender), cancellationToken);
            if (actor is null)
            {
                await Console.Error.WriteLineAsync($"There is no user {parsed.GetRequiredValue(sender)} with an appointment.");
                return 2;
            }

            scope.ServiceProvider.GetRequiredService<SendingTerms>().IsTrial = parsed.GetValue(trial);
            var wish = kind.Create(parsed.GetValue(id) ?? Guid.CreateVersion7(), actor, field =>
                parsed.GetValue(fields[field]) is { } text ? Parser(field.ParameterType)!(text) : field.DefaultValue);
            return Say(await kind.Send(scope.ServiceProvider.GetRequiredService<IMediator>(), wish, cancellationToken));
        });
        return command;
    }

    private static int Say(SentCommand sent)
    {
        if (sent.Refused is { } refused)
        {
            Console.Error.WriteLine(RefusalLine(refused));
            return 1;
        }

        Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(sent.Answer, CommandRecord.Json));
        return 0;
    }

    public static string RefusalLine(Refused refused) =>
        $"refused {refused.Reason}{string.Concat(refused.Detail.Select(detail => $" {detail.Key}={detail.Value}"))}";

    private static Func<string, object?>? Parser(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string))
        {
            return text => text;
        }

        if (bare.IsEnum)
        {
            return text => Enum.Parse(bare, text, ignoreCase: true);
        }

        return bare == typeof(Guid) || bare == typeof(int) || bare == typeof(long) || bare == typeof(bool) || bare == typeof(DateOnly)
            ? text => Convert(bare, text)
            : null;
    }

    private static object Convert(Type type, string text) => type switch
    {
        _ when type == typeof(Guid) => Guid.Parse(text),
        _ when type == typeof(int) => int.Parse(text, CultureInfo.InvariantCulture),
        _ when type == typeof(long) => long.Parse(text, CultureInfo.InvariantCulture),
        _ when type == typeof(bool) => bool.Parse(text),
        _ => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static string Hint(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsEnum ? string.Join(" | ", Enum.GetNames(bare)) : bare == typeof(DateOnly) ? "yyyy-MM-dd" : bare.Name;
    }
}
