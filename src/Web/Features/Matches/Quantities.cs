using Jiuji.Ledger;
using Jiuji.Web.Looks;

namespace Jiuji.Web.Features.Matches;

/// <summary>How quantities are written: money in yuan with two decimals, everything else as whole units.</summary>
public static class Quantities
{
    public static string Figure(long quantity, string unit) => unit == AccountKey.Yuan ? Figures.Yuan(quantity) : Figures.Count(quantity);
}
