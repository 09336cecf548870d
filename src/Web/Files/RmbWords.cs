namespace Jiuji.Web.Files;

/// <summary>
/// 大写金额, as the People's Bank's rules for filling in bills and vouchers (支付结算办法, annex 1) want it: 零 wherever zeros stand between
/// figures, 整 behind yuan and jiao, nothing behind fen.
/// </summary>
public static class RmbWords
{
    const string Digits = "零壹贰叁肆伍陆柒捌玖";
    const long Wan = 10_000;
    const long Yi = 100_000_000;

    /// <exception cref="ArgumentOutOfRangeException">Negative: a voucher says its direction by its kind.</exception>
    public static string Of(long fen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fen);
        var (yuan, jiao, rest) = (fen / 100, (int)(fen / 10 % 10), (int)(fen % 10));
        var whole = yuan > 0 ? Whole(yuan) + "元" : "";
        return (jiao, rest) switch
        {
            (0, 0) => yuan > 0 ? whole + "整" : "零元整",
            (0, _) => $"{whole}{(yuan > 0 ? "零" : "")}{Digits[rest]}分",
            (_, 0) => $"{whole}{ZeroYuan(yuan)}{Digits[jiao]}角整",
            _ => $"{whole}{ZeroYuan(yuan)}{Digits[jiao]}角{Digits[rest]}分",
        };
    }

    // ¥1,680.32 is 壹仟陆佰捌拾元零叁角贰分: the zero of the yuan is said before the jiao.
    static string ZeroYuan(long yuan) => yuan > 0 && yuan % 10 == 0 ? "零" : "";

    static string Whole(long number) => number switch
    {
        < 10 => $"{Digits[(int)number]}",
        < 100 => Split(number, 10, "拾"),
        < 1_000 => Split(number, 100, "佰"),
        < Wan => Split(number, 1_000, "仟"),
        < Yi => Split(number, Wan, "万"),
        _ => Split(number, Yi, "亿"),
    };

    static string Split(long number, long unit, string name)
    {
        var (head, tail) = (number / unit, number % unit);
        var zero = tail > 0 && tail < unit / 10 ? "零" : "";
        return $"{Whole(head)}{name}{zero}{(tail > 0 ? Whole(tail) : "")}";
    }
}
