using Jiuji.Matching.Solving;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Matches;

/// <summary>The solver's closed reasons, put into words with their figures.</summary>
public static class ReasonWords
{
    public static string Of(this IStringLocalizer<Words> words, ProposalReason reason, string unit) => reason.Kind switch
    {
        // In the lot's own measure; money is kept in fen and read in yuan.
        ReasonKind.ShareMet or ReasonKind.WantedByMany or ReasonKind.ProviderCapReached => words[EnumWords.Key(reason.Kind), Quantities.Figure(reason.Figure, unit), Quantities.Figure(reason.OutOf, unit)],
        _ => words[EnumWords.Key(reason.Kind), reason.Figure, reason.OutOf],
    };

    public static string Why(this IStringLocalizer<Words> words, IEnumerable<ProposalReason> reasons, string unit) =>
        words["match.reasons_end", string.Join(words["picture.separator"], reasons.Select(reason => words.Of(reason, unit)))];

    public static string Of(this IStringLocalizer<Words> words, UnmetNeed unmet) => unmet.MainRule is { } rule
        ? words["match.unmet_rule", words.Of((Enum)unmet.Cause), words.Of((Enum)rule)]
        : words.Of((Enum)unmet.Cause);

    /// <summary>Where a cap stands between them, it is named with its figure.</summary>
    public static string Of(this IStringLocalizer<Words> words, WhyNot whyNot, string unit)
    {
        var answer = whyNot.Rule is { } rule ? words[EnumWords.Key(whyNot.Kind), words.Of((Enum)rule)] : words[EnumWords.Key(whyNot.Kind)];
        return whyNot.Cap is { } cap ? words["match.cap_reached", answer, words[EnumWords.Key(cap.Kind), Quantities.Figure(cap.Units, unit)]] : answer;
    }
}
