using System.Reflection;
using Jiuji.Web.Database;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Lanes;

/// <summary>What became of a command whose answer's type only it knows.</summary>
public sealed record SentCommand(object? Answer, Refused? Refused, bool Repeat);

/// <summary>One command as programs reach it: its name in kebab-case, the feature it belongs to, who may send it, and its fields.</summary>
/// <param name="Folder">The feature, e.g. "Cases".</param>
public sealed record CommandKind(Type Type, Type Answer, string Name, string Folder, IReadOnlyList<Role> Roles)
{
    private readonly ConstructorInfo constructor = Type.GetConstructors().Single(each => each.GetParameters().All(parameter => parameter.ParameterType != Type));

    /// <summary>What the sender says; the id and the sender come from elsewhere.</summary>
    public IReadOnlyList<ParameterInfo> Fields =>
        [.. constructor.GetParameters().Where(parameter => parameter.Name is not (nameof(ICommand<>.CommandId) or nameof(ICommand<>.By)))];

    public object Create(Guid id, Actor by, Func<ParameterInfo, object?> value) => constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.Name switch
    {
        nameof(ICommand<>.CommandId) => id,
        nameof(ICommand<>.By) => by,
        _ => value(parameter),
    })]);

    public Task<SentCommand> Send(IMediator mediator, object command, CancellationToken cancellationToken) =>
        (Task<SentCommand>)typeof(CommandKind).GetMethod(nameof(SendTyped), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(Answer)
            .Invoke(null, [mediator, command, cancellationToken])!;

    private static async Task<SentCommand> SendTyped<TAnswer>(IMediator mediator, object command, CancellationToken cancellationToken)
    {
        var result = await mediator.Send((ICommand<TAnswer>)command, cancellationToken);
        return new SentCommand(result.Value, result.Refused, result.Repeat);
    }
}

/// <summary>Every command there is, found by what it is, so that the command line and the API can never miss one.</summary>
public static class CommandCatalog
{
    public static IReadOnlyList<CommandKind> All { get; } =
    [
        .. from type in Assembly.GetExecutingAssembly().GetTypes().OrderBy(type => type.Name, StringComparer.Ordinal)
           let answer = AnswerOf(type)
           where answer is not null && !type.IsInterface
           select new CommandKind(type, answer, Kebab(type.Name), type.Namespace!.Split('.')[^1], type.GetCustomAttribute<AllowedAttribute>()?.Roles ?? []),
    ];

    public static string Kebab(string name) => SnakeCase.Of(name).Replace('_', '-');

    private static Type? AnswerOf(Type type) => type
        .GetInterfaces().FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>))?.GetGenericArguments()[0];
}
