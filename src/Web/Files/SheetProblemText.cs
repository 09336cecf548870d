using System.Globalization;

namespace Jiuji.Web.Files;

/// <summary>Puts a <see cref="SheetProblem"/> into words: where it is, what is wrong, what to do.</summary>
public static class SheetProblemText
{
    static readonly PlaceWords ChinesePlace = new("“{0}”", "第 {0} 行", "{0} 列", "“{0}”", "，", "：");
    static readonly PlaceWords EnglishPlace = new("\"{0}\"", "row {0}", "column {0}", " \"{0}\"", ", ", ": ");

    public static string Of(SheetProblem problem, CultureInfo culture)
    {
        var isChinese = culture.TwoLetterISOLanguageName == "zh";
        var (chinese, english) = Sentences(problem.Code);
        return Place(problem, isChinese ? ChinesePlace : EnglishPlace) + Fill(isChinese ? chinese : english, [.. problem.Arguments]);
    }

    sealed record PlaceWords(string Sheet, string Row, string Column, string Heading, string Between, string End);

    static string Place(SheetProblem problem, PlaceWords words)
    {
        var heading = problem.Heading is null ? "" : Fill(words.Heading, problem.Heading);
        var column = problem.Column is null ? heading.Trim() : Fill(words.Column, problem.Column) + heading;
        var row = problem.Row is { } number ? Fill(words.Row, $"{number}") : "";
        string[] parts = [Fill(words.Sheet, problem.Sheet), row, column];
        return string.Join(words.Between, parts.Where(part => part.Length > 0)) + words.End;
    }

    static string Fill(string pattern, params string[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);

    static (string Chinese, string English) Sentences(SheetProblemCode code) => code switch
    {
        SheetProblemCode.FileEmpty => ("文件是空的。", "The file is empty."),
        SheetProblemCode.FileTooLarge => ("文件超过 {0} MB，请拆分后再上传。", "The file is larger than {0} MB. Split it and try again."),
        SheetProblemCode.FileTypeUnknown => ("不支持“{0}”类型的文件，请用 .xlsx 或 .csv。", "Files of type \"{0}\" are not read. Use .xlsx or .csv."),
        SheetProblemCode.FileIsOldExcel => ("这是旧版 Excel 文件，请另存为 .xlsx 后再上传。", "This is an old Excel file. Save it as .xlsx and try again."),
        SheetProblemCode.FileIsEncrypted => ("文件有打开密码，请取消密码后再上传。", "The file is protected by a password. Remove it and try again."),
        SheetProblemCode.FileIsNotASpreadsheet => ("文件内容不是表格，可能只是改了扩展名。", "The content is not a spreadsheet; the file may have been renamed."),
        SheetProblemCode.FileDamaged => ("文件已损坏，请用 Excel 或 WPS 打开后另存再上传。", "The file is damaged. Open it in Excel or WPS, save it anew and try again."),
        SheetProblemCode.FileUnpacksTooLarge => ("文件解压后超过 {0} MB，不予读取。", "The file unpacks to more than {0} MB and was not read."),
        SheetProblemCode.EncodingUnknown => ("无法识别文字编码，请另存为 UTF-8 编码的 CSV。", "The text encoding was not recognised. Save it as CSV in UTF-8."),
        SheetProblemCode.NoVisibleSheet => ("文件中没有可见的工作表。", "The file has no visible sheet."),
        SheetProblemCode.SheetEmpty => ("工作表是空的。", "The sheet is empty."),
        SheetProblemCode.NoRows => ("表头下面没有数据。", "There are no rows below the headings."),
        SheetProblemCode.TooManyRows => ("超过 {0} 行，请拆分后再上传。", "There are more than {0} rows. Split the file and try again."),
        SheetProblemCode.TooManyColumns => ("超过 {0} 列。", "There are more than {0} columns."),
        SheetProblemCode.TooManyCells => ("超过 {0} 个单元格，请拆分后再上传。", "There are more than {0} cells. Split the file and try again."),
        SheetProblemCode.MergedCells => ("单元格 {0} 是合并的，请取消合并，每行都填写。", "Cells {0} are merged. Unmerge them and fill in every row."),
        SheetProblemCode.HeadingMissing => ("缺少“{0}”列。", "The column \"{0}\" is missing."),
        SheetProblemCode.HeadingMisspelt => ("不认识的列名“{0}”，是不是“{1}”？", "Unknown heading \"{0}\". Did you mean \"{1}\"?"),
        SheetProblemCode.HeadingTwice => ("列名“{0}”出现了两次。", "The heading \"{0}\" appears twice."),
        SheetProblemCode.KeyTwice => ("与“{0}”第 {1} 行重复。", "Repeats row {1} of \"{0}\"."),
        SheetProblemCode.BadQuotes => ("引号不成对。", "The quotation marks do not match."),
        SheetProblemCode.Refused => ("{0}", "{0}"),
        SheetProblemCode.ValueMissing => ("必须填写。", "A value is required."),
        SheetProblemCode.TextTooLong => ("文字超过 {0} 个字。", "The text is longer than {0} characters."),
        SheetProblemCode.CharactersUnreadable => ("含有无法识别的字符（乱码），请重新输入。", "It holds characters that cannot be read. Type it again."),
        SheetProblemCode.CellHasError => ("公式出错：{0}。", "The formula gives an error: {0}."),
        SheetProblemCode.FormulaWithoutValue => ("公式没有计算结果，请在 Excel 或 WPS 中打开并保存。", "The formula has no computed value. Open the file in Excel or WPS and save it."),
        SheetProblemCode.DigitsLost => ("数字太长，末几位已丢失，请把该列设为文本格式后重新输入。", "The number is too long and has lost its last digits. Format the column as text and type it again."),
        SheetProblemCode.NotANumber => ("“{0}”不是数字。", "\"{0}\" is not a number."),
        SheetProblemCode.NotWhole => ("“{0}”不是整数。", "\"{0}\" is not a whole number."),
        SheetProblemCode.NotAnAmount => ("“{0}”不是金额，请填以元为单位的数字。", "\"{0}\" is not an amount. Give it in yuan."),
        SheetProblemCode.SurplusDecimals => ("金额“{0}”的小数超过两位。", "The amount \"{0}\" has more than two decimals."),
        SheetProblemCode.OutOfRange => ("“{0}”应在 {1} 到 {2} 之间。", "\"{0}\" must lie between {1} and {2}."),
        SheetProblemCode.NotADate => ("“{0}”不是日期，请写成 2026-11-21 的形式。", "\"{0}\" is not a date. Write it like 2026-11-21."),
        SheetProblemCode.DateAmbiguous => ("“{0}”分不清月和日，请写成 2026-11-21 的形式。", "In \"{0}\" month and day cannot be told apart. Write it like 2026-11-21."),
        SheetProblemCode.CodeUnknown => ("没有“{0}”这个选项。", "\"{0}\" is not one of the choices."),
        SheetProblemCode.CodeMisspelt => ("没有“{0}”这个选项，是不是“{1}”？", "\"{0}\" is not one of the choices. Did you mean \"{1}\"?"),
        SheetProblemCode.NotYesOrNo => ("“{0}”应为“是”或“否”。", "\"{0}\" must be yes or no."),
        SheetProblemCode.CitizenIdWrong => ("身份证号码不正确，请核对位数和校验码。", "The citizen ID number is not valid. Check its length and check character."),
        SheetProblemCode.MoreProblems => ("另有 {0} 处问题未列出。", "{0} more problems are not listed."),
        SheetProblemCode.SheetHidden => ("隐藏的工作表未读取。", "This hidden sheet was not read."),
        SheetProblemCode.SheetIgnored => ("此工作表没有所需的列，未读取。", "This sheet has none of the columns and was not read."),
        SheetProblemCode.ColumnIgnored => ("列“{0}”未使用。", "The column \"{0}\" is not used."),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A problem without a sentence."),
    };
}
