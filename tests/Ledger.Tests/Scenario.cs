using System.Globalization;
using Jiuji.Ledger;
using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>
/// Plays a text table against the pure rules: a line "id: From -> To amount options => outcome", then "Account balance [held]" lines.
/// The outcome is "ok", "repeat" or the name of the refusal. Options: reserve@MINUTES, post:ID, void:ID, expire:ID, reverses:ID, on:DAY,
/// purpose:WORD, mark:WORD, note:WORD, actor:WORD, reason:WORD, with "-" for an empty word. "later MINUTES", "hold month MONTH" and
/// "close month MONTH" move the world on.
/// </summary>
public sealed class Scenario
{
    readonly Dictionary<string, Guid> ids = [];
    readonly List<Fund> funds = [County.Fund()];
    BookState state;

    Scenario(Fund[] more)
    {
        funds.AddRange(more);
        state = new(County.Code, County.Noon);
        foreach (var fund in funds) state.Load(fund);
    }

    public static BookState Play(string table, params Fund[] more)
    {
        var scenario = new Scenario(more);
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) scenario.PlayLine(line);
        return scenario.state;
    }

    void PlayLine(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "later") MoveClock(int.Parse(words[1], CultureInfo.InvariantCulture));
        else if (words[1] == "month") MovePeriod(words[0], words[2]);
        else if (line.Contains("=>", StringComparison.Ordinal)) PlayTransfer(line);
        else ExpectBalance(words);
    }

    void MoveClock(int minutes) => state = state.At(state.Now.AddMinutes(minutes));

    void MovePeriod(string to, string month)
    {
        state.Load(new Period
        {
            CountyCode = County.Code,
            Owner = County.Township,
            Month = DateOnly.Parse(month + "-01", CultureInfo.InvariantCulture),
            State = to == "close" ? PeriodState.Closed : PeriodState.Held,
        });
    }

    void PlayTransfer(string line)
    {
        var (call, outcome) = Halves(line, "=>");
        var (name, rest) = Halves(call, ":");
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var transfer = words.Skip(4).Aggregate(Transfer(name, words), Option);
        var (answer, _) = BookDecision.Decide(state, [transfer]);
        Assert.Equal($"{call}=> {outcome}", $"{call}=> {Outcome(answer)}");
    }

    static string Outcome(PostAnswer answer) => answer.Refused?.Reason.ToString() ?? (answer.Repeat ? "repeat" : "ok");

    Transfer Transfer(string name, string[] words) => new()
    {
        Id = Id(name),
        From = Key(words[0]),
        To = Key(words[2]),
        Amount = long.Parse(words[3], CultureInfo.InvariantCulture),
        Reason = "Test",
        Purpose = County.Purpose,
        Actor = "user:1",
        OccurredOn = County.Today,
    };

    Transfer Option(Transfer transfer, string option)
    {
        var (name, value) = Halves(option, option.Contains('@', StringComparison.Ordinal) ? "@" : ":");
        var word = value == "-" ? "" : value;
        return name switch
        {
            "reserve" when value == "never" => transfer with { Kind = TransferKind.Reserve },
            "reserve" => transfer with { Kind = TransferKind.Reserve, ExpiresAt = County.Noon.AddMinutes(int.Parse(value, CultureInfo.InvariantCulture)) },
            "post" => transfer with { Kind = TransferKind.PostHold, Hold = Id(value) },
            "void" => transfer with { Kind = TransferKind.VoidHold, Hold = Id(value) },
            "expire" => transfer with { Kind = TransferKind.ExpireHold, Hold = Id(value) },
            "reverses" => transfer with { Reverses = Id(value), Note = "booked in error" },
            "on" => transfer with { OccurredOn = DateOnly.Parse(value, CultureInfo.InvariantCulture) },
            "purpose" => transfer with { Purpose = word },
            "mark" => transfer with { Mark = word },
            "note" => transfer with { Note = word },
            "actor" => transfer with { Actor = word },
            "reason" => transfer with { Reason = word },
            _ => throw new ArgumentException($"No option {option}."),
        };
    }

    void ExpectBalance(string[] words)
    {
        var account = state.Account(Key(words[0]));
        var held = account.Held == 0 ? "" : $" {account.Held}";
        Assert.Equal(string.Join(' ', words), $"{words[0]} {account.Balance}{held}");
    }

    /// <summary>"InHands", "InHands/cash:li" with a party, "InHands#2" of another fund, "InHands%bag" in another unit, "InHands!2" of another owner.</summary>
    static AccountKey Key(string text)
    {
        var parts = text.Split('/', '#', '%', '!');
        var key = County.Account(Enum.Parse<AccountKind>(parts[0]), text.Contains('/', StringComparison.Ordinal) ? parts[1] : "");
        if (text.Contains('#', StringComparison.Ordinal)) key = key with { Fund = parts[^1] == "none" ? Guid.Empty : Other(parts[^1]) };
        if (text.Contains('%', StringComparison.Ordinal)) key = key with { Unit = parts[^1] };
        if (text.Contains('!', StringComparison.Ordinal)) key = key with { Owner = Other(parts[^1]) };
        return key;
    }

    public static Guid Other(string number) => new($"01900000-0000-7000-8000-0000000000{number.PadLeft(2, '0')}");

    Guid Id(string name) => ids.TryGetValue(name, out var id) ? id : ids[name] = Guid.CreateVersion7();

    static (string Before, string After) Halves(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return (text[..at], text[(at + mark.Length)..].Trim());
    }
}
