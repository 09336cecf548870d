using Jiuji.Ledger.Reconciliation;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching;
using Jiuji.Web.Api;
using Jiuji.Web.Language;
using Jiuji.Web.Lanes;
using Jiuji.Web.Looks;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Refusals;

/// <summary>The one place where a refusal becomes an answer: a status for programs, a sentence for people.</summary>
public static class RefusalWords
{
    /// <summary>The rule in words, and behind it the figures that it was decided on.</summary>
    public static string Sentence(this IStringLocalizer<Words> words, Refused refused)
    {
        var sentence = words.Of(refused.Reason);
        var figures = refused.Detail
            .Where(detail => words[$"figure.{detail.Key}"] is { ResourceNotFound: false })
            .Select(detail => words[$"figure.{detail.Key}", words.Shown(detail.Key, detail.Value)].Value)
            .ToList();
        return figures.Count == 0 ? sentence : words["figure.all", sentence, string.Join(words["figure.separator"] + (SpokenLanguages.IsChinese ? "" : " "), figures)];
    }

    private static string Shown(this IStringLocalizer<Words> words, string name, string value) =>
        name.EndsWith("Fen", StringComparison.Ordinal) && long.TryParse(value, out var fen) ? Figures.Yuan(fen)
        : name == "earlier" && Enum.TryParse<FundRole>(value, out var duty) ? words.Of(duty)
        : value;

    public static int Status(Refused refused) => refused.Reason switch
    {
        SiteRefusal site => Status(site),
        FundRefusal fund => Status(fund),
        MatchingRefusal matching => Status(matching),
        ReconciliationRefusal => StatusCodes.Status422UnprocessableEntity,
        Ledger.Refusal book => Status(book),
        ApiRefusal api => Status(api),
        Features.Imports.ImportRefusal => StatusCodes.Status422UnprocessableEntity,
        _ => throw new InvalidOperationException($"{refused.Reason.GetType()} has no answers."),
    };

    private static int Status(SiteRefusal refusal) => refusal switch
    {
        SiteRefusal.NotYourRole or SiteRefusal.NotYourArea => StatusCodes.Status403Forbidden,
        SiteRefusal.NotFound => StatusCodes.Status404NotFound,
        SiteRefusal.ChangedMeanwhile or SiteRefusal.CommandIdTakenByOtherContent => StatusCodes.Status409Conflict,
        SiteRefusal.FileNotAccepted or SiteRefusal.FileUsedElsewhere or SiteRefusal.CashNotHandedOver or SiteRefusal.SuccessorMissing or SiteRefusal.SuccessorNotAppointed
            or SiteRefusal.ComplaintStillOpen => StatusCodes.Status422UnprocessableEntity,
    };

    private static int Status(ApiRefusal refusal) => refusal switch
    {
        ApiRefusal.TokenMissing or ApiRefusal.TokenNotGood => StatusCodes.Status401Unauthorized,
        ApiRefusal.ScopeMissing => StatusCodes.Status403Forbidden,
        ApiRefusal.AddressUnknown => StatusCodes.Status404NotFound,
        ApiRefusal.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ApiRefusal.TooManyRequests => StatusCodes.Status429TooManyRequests,
        ApiRefusal.Broken => StatusCodes.Status500InternalServerError,
        ApiRefusal.IdempotencyKeyMissing or ApiRefusal.BodyNotRead or ApiRefusal.FieldsNotRight or ApiRefusal.CursorNotRight => StatusCodes.Status400BadRequest,
        ApiRefusal.KeyNameMissing or ApiRefusal.KeyWithoutScope or ApiRefusal.KeyTooLong or ApiRefusal.KeyOwnerUnknown or ApiRefusal.AddressNotHttps or ApiRefusal.AddressIsPrivate
            or ApiRefusal.EventUnknown => StatusCodes.Status422UnprocessableEntity,
    };

    private static int Status(FundRefusal refusal) =>
        refusal is FundRefusal.WrongRole ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;

    private static int Status(MatchingRefusal refusal) =>
        refusal is MatchingRefusal.WrongRole ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;

    private static int Status(Ledger.Refusal refusal) =>
        refusal is Ledger.Refusal.AlreadyPosted or Ledger.Refusal.IdTakenByOtherContent ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
}
