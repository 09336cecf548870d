using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
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
    public static Command Create()
    {
        var command = new Command("do", "Send one command as a user, exactly as the page would.");
        foreach (var type in Assembly.GetExecutingAssembly().GetTypes().OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            if (AnswerOf(type) is not null && Fields(type).All(field => Parser(field.ParameterType) is not null))
            {
                command.Add(One(type));
            }
        }

        return command;
    }

    private static Type? AnswerOf(Type type) => type
        .GetInterfaces().FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>))?.GetGenericArguments()[0];

    private static IEnumerable<ParameterInfo> Fields(Type type) => type.GetConstructors().Single(constructor => !constructor.GetParameters().Any(p => p.ParameterType == type))
        .GetParameters().Where(field => field.Name is not (nameof(ICommand<>.CommandId) or nameof(ICommand<>.By)));

    private static Command One(Type type)
    {
        var allowed = type.GetCustomAttribute<AllowedAttribute>()?.Roles ?? [];
        var command = new Command(Kebab(type.Name), $"Allowed: {string.Join(", ", allowed)}.");
        var sender = new Option<string>("--as") { Required = true, Description = "The user who sends it." };
        var id = new Option<Guid?>("--command-id") { Description = "UUID of the command; the same id is done once." };
        var fields = Fields(type)
            .Select(field => (field, option: new Option<string?>($"--{Kebab(field.Name!)}") { Required = !field.HasDefaultValue, Description = Hint(field.ParameterType) }))
            .ToList();
        command.Add(sender);
        command.Add(id);
        fields.ForEach(pair => command.Add(pair.option));
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

            object?[] Arguments() => [.. type.GetConstructors().Single(c => !c.GetParameters().Any(p => p.ParameterType == type)).GetParameters().Select(parameter => parameter.Name switch
            {
                nameof(ICommand<>.CommandId) => parsed.GetValue(id) ?? Guid.CreateVersion7(),
                nameof(ICommand<>.By) => actor,
                _ => parsed.GetValue(fields.Single(pair => pair.field.Name == parameter.Name).option) is { } text
                    ? Parser(parameter.ParameterType)!(text)
                    : parameter.DefaultValue,
            })];

            return await Send(scope.ServiceProvider.GetRequiredService<IMediator>(), Activator.CreateInstance(type, Arguments())!, AnswerOf(type)!, cancellationToken);
        });
        return command;
    }

    private static async Task<int> Send(IMediator mediator, object command, Type answer, CancellationToken cancellationToken)
    {
        var send = typeof(DoCommand).GetMethod(nameof(SendTyped), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(answer);
        return await (Task<int>)send.Invoke(null, [mediator, command, cancellationToken])!;
    }

    private static async Task<int> SendTyped<TAnswer>(IMediator mediator, object command, CancellationToken cancellationToken)
    {
        var result = await mediator.Send((ICommand<TAnswer>)command, cancellationToken);
        if (result.Refused is { } refused)
        {
            await Console.Error.WriteLineAsync(RefusalLine(refused));
            return 1;
        }

        Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(result.Value, CommandRecord.Json));
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

    private static string Kebab(string name) => SnakeCase.Of(name).Replace('_', '-');
}
