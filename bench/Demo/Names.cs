namespace Jiuji.Bench.Demo;

/// <summary>
/// Invented names: a common family name and characters that are common in given names, put together by chance.
/// In 黔南 some names are long and carry the dot ·, because screens, masks and bank lists must bear them.
/// </summary>
public sealed class Names(Dice dice)
{
    private const string Families = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛";
    private const string Men = "国建军平志强明华德勇林海文斌涛峰磊刚松波辉宏毅俊浩宇晨杰阳轩";
    private const string Women = "秀英桂兰梅芳玉珍香莲红霞丽娟艳燕静敏琴云雪婷琳佳欣怡瑶萍慧春";
    private static readonly string[] Syllables = ["阿", "诺", "依", "桑", "朵", "娜", "岜", "黎", "罗", "勒", "珂", "仰", "莫", "蒙", "吉", "央"];

    public string Family() => dice.Pick(Families.ToCharArray()).ToString();

    /// <summary>The first half of each row was in fashion before 1970, the second half after it.</summary>
    public string Given(string sex, bool old)
    {
        var row = sex == "M" ? Men : Women;
        return Letters(old ? row[..(row.Length / 2)] : row[(row.Length / 2)..], dice.Percent(75) ? 2 : 1);
    }

    public string Dotted() => $"{Syllable()}{Syllable()}·{Syllable()}{Syllable()}{(dice.Percent(30) ? Syllable() : "")}";

    private string Letters(string from, int count) => new([.. Enumerable.Range(0, count).Select(_ => from[dice.Below(from.Length)])]);

    private string Syllable() => dice.Pick(Syllables);
}
