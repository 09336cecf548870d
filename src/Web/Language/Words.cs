namespace Jiuji.Web.Language;

/// <summary>
/// The key to every sentence a person reads: <c>Words.resx</c> in Chinese, <c>Words.en.resx</c> in English. Pages inject
/// <c>IStringLocalizer&lt;Words&gt;</c> as <c>T</c>. A key that neither file knows is shown as the key itself, so it is seen.
/// </summary>
public sealed class Words;
