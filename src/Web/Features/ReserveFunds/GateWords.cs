using System.Globalization;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.ReserveFunds;

/// <summary>The gate in words: every reason at once, each with the way to what it is about.</summary>
public static class GateWords
{
    public static GateBox Box(IStringLocalizer<Words> words, FundReading reading, DateOnly today) =>
        new([.. reading.Gate.Select(reason => Line(words, reading, reason, today))], []);

    private static GateLine Line(IStringLocalizer<Words> words, FundReading reading, GateReason reason, DateOnly today)
    {
        var fund = reading.Fund!.Fund;
        var statement = $"/funds/{fund.TownshipCode}/{fund.Year}/statement";
        return reason.Kind switch
        {
            GateReasonKind.PapersOverdue => Late(words, reading, reason, today),
            GateReasonKind.IdleMoney => new(words["gate.idle_share", reason.Figures["days"], Share(reason), $"{reason.Figures["sharePercent"]}%"], words["gate.see_ages"], "#ages"),
            GateReasonKind.ShortageUnexplained => new(words["gate.shortage", Yuan(reason, "amountFen")], words["common.see"], statement),
            GateReasonKind.OutstandingAboveCeiling => new(words["gate.ceiling", Yuan(reason, "outstandingFen"), Yuan(reason, "ceilingFen")], words["common.see"], statement),
            GateReasonKind.PreviousYearUncleared => new(
                words["gate.previous_year", fund.Year - 1, Yuan(reason, "outstandingFen"), reason.Figures["graceDay"]], words["common.see"], $"/funds/{fund.TownshipCode}/{fund.Year - 1}"),
            GateReasonKind.StatementNotReconciled => new(words["gate.not_reconciled", reason.Figures["month"][..7]], words["common.see"], statement),
        };
    }

    private static GateLine Late(IStringLocalizer<Words> words, FundReading reading, GateReason reason, DateOnly today)
    {
        var oldest = reading.Payments.Where(p => p.Papers.AreOverdue(today)).MinBy(p => (p.Papers.DueOn, p.CaseNumber))!;
        var due = Days.Short(oldest.Papers.DueOn!.Value, today);
        return new(words["gate.papers_overdue", reason.Figures["payments"], due, oldest.CaseNumber, Figures.Yuan(oldest.AmountFen)], null, "/cases?show=papers");
    }

    private static string Share(GateReason reason)
    {
        var all = Fen(reason, "inHandsFen");
        return Figures.Percent(all == 0 ? 0 : (double)Fen(reason, "idleFen") / all);
    }

    private static string Yuan(GateReason reason, string name) => Figures.Yuan(Fen(reason, name));

    private static long Fen(GateReason reason, string name) => long.Parse(reason.Figures[name], CultureInfo.InvariantCulture);
}
