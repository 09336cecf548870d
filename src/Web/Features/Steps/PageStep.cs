using System.Globalization;
using System.Reflection;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Looks;
using Jiuji.Web.Users;

namespace Jiuji.Web.Features.Steps;

public enum StepFieldKind { Line, Text, Day, Yuan, Number, Choice, Tick, File }

/// <summary>One thing that a step asks for. <paramref name="Word"/> and <paramref name="Hint"/> are keys; choices are members of a closed list.</summary>
public sealed record StepField(string Name, string Word, StepFieldKind Kind, bool IsOptional = false, string? Hint = null)
{
    public IReadOnlyList<Enum> Choices { get; init; } = [];

    /// <summary>A day to come may be named.</summary>
    public bool MayLieAhead { get; init; }

    public static StepField Line(string name, string word, bool optional = false, string? hint = null) => new(name, word, StepFieldKind.Line, optional, hint);

    public static StepField Reason(string word = "common.reason") => new("reason", word, StepFieldKind.Text);

    public static StepField Note(string name, string word, bool optional = false) => new(name, word, StepFieldKind.Text, optional);

    public static StepField Day(string name = "day", string word = "common.date") => new(name, word, StepFieldKind.Day);

    public static StepField Yuan(string name = "amount", string word = "common.amount_yuan") => new(name, word, StepFieldKind.Yuan);

    public static StepField Tick(string name, string word) => new(name, word, StepFieldKind.Tick, IsOptional: true);

    /// <summary>A photo or scan of the paper that the step rests on.</summary>
    public static StepField File(string word = "step.scan", bool optional = true) => new("scan", word, StepFieldKind.File, optional, "step.scan_hint");

    public static StepField Choice<TEnum>(string name, string word, params TEnum[] members)
        where TEnum : struct, Enum => new(name, word, StepFieldKind.Choice) { Choices = [.. (members.Length > 0 ? members : Enum.GetValues<TEnum>()).Cast<Enum>()] };

    /// <summary>The key of what is wrong with what was typed; null where it can be read.</summary>
    public string? Wrong(string typed) => Kind switch
    {
        _ when typed.Length == 0 => IsOptional ? null : "error.required",
        StepFieldKind.Day => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "error.date",
        StepFieldKind.Yuan => YuanText.Fen(typed) is > 0 ? null : "error.amount",
        StepFieldKind.Number => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "error.required",
        StepFieldKind.Choice => Choices.Any(member => member.ToString() == typed) ? null : "error.required",
        StepFieldKind.File => CarriedScan.IsNoneOrReadable(typed) ? null : "scan.KindUnknown",
        _ => null,
    };
}

/// <summary>What was typed on a step's page, read as what it means once it has been looked through.</summary>
public sealed record StepInput(Guid CommandId, Actor By, string Number, IReadOnlyDictionary<string, string> Typed)
{
    public string County => By.CountyCode;

    public string Text(string name) => Typed.GetValueOrDefault(name, "");

    public DateOnly? Day(string name = "day") => Text(name) is { Length: > 0 } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public long Fen(string name = "amount") => YuanText.Fen(Text(name)) ?? 0;

    public int Whole(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The name of the file that came with the step; its content is <see cref="Text"/> of "scan".</summary>
    public string ScanName => Text("scan.name");

    public string Scan => Text("scan");

    public bool Ticked(string name) => Text(name).Length > 0;

    public TEnum Choice<TEnum>(string name)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(Text(name));
}

/// <summary>
/// One step that a page offers as a button and asks for on a page of its own: whose it is, when it is open, what it asks for, and the command that it sends.
/// </summary>
public sealed record PageStep<TSheet>(Enum Step, IReadOnlyList<Role> Roles, Func<TSheet, bool> IsOpen, IReadOnlyList<StepField> Fields, Func<StepSender, StepInput, Task<bool>> Send)
{
    /// <summary>Steps off the ordinary way stand back behind the others.</summary>
    public bool StandsBack { get; init; }

    /// <summary>In the address, and after "act." the key of the sentence that says what the step does.</summary>
    public string Key => EnumWords.Key(Step).Split('.', 2)[1];

    public bool IsFor(Actor viewer, TSheet sheet) => Roles.Contains(viewer.Role) && IsOpen(sheet);
}

/// <summary>Makes a step from the command that it sends: whose it is stands there already.</summary>
public static class PageStep
{
    public static PageStep<TSheet> Of<TSheet, TCommand, TAnswer>(Enum step, Func<TSheet, bool> isOpen, Func<StepInput, TCommand> command, params StepField[] fields)
        where TCommand : ICommand<TAnswer> =>
        new(step, typeof(TCommand).GetCustomAttribute<AllowedAttribute>()!.Roles, isOpen, fields, (sender, input) => sender.Send(command(input)));
}

/// <summary>A step as a page offers it: where it leads, its word, and what it does.</summary>
public sealed record StepLink(string Url, string Word, string Says, bool StandsBack);

/// <summary>Lets a step send its command through the page that asked for it.</summary>
public abstract class StepSender
{
    public abstract Task<bool> Send<TAnswer>(ICommand<TAnswer> command);
}
