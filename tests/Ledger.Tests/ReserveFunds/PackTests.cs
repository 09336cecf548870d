using Jiuji.Ledger.ReserveFunds;
using Xunit;

namespace Jiuji.Ledger.Tests.ReserveFunds;

/// <summary>The five real packs, read with types.</summary>
public sealed class PackTests
{
    static readonly IReadOnlyList<RulePack> Real = [.. Directory.GetFiles(Calendar.Seed("packs"), "*.json").Order(StringComparer.Ordinal).Select(f => RulePack.Parse(File.ReadAllText(f)))];

    [Fact]
    public void All_five_documents_are_read() => Assert.Equal(["CZ21", "CZ24", "HY21", "QN21", "YC21"], Real.Select(p => p.Key));

    [Fact]
    [Trait("rule", "A22")]
    public void The_newer_document_overrides_the_older_from_its_day_on()
    {
        Assert.Equal("CZ21", RulePack.InForce(Real, "341722", new(2024, 4, 24))?.Key);
        Assert.Equal("CZ24", RulePack.InForce(Real, "341722", new(2024, 4, 25))?.Key);
        Assert.Null(RulePack.InForce(Real, "000000", new(2024, 4, 25)));
    }

    [Fact]
    [Trait("rule", "F6")]
    [Trait("rule", "F9")]
    [Trait("rule", "F10")]
    public void Qiannan_reads_as_its_document_says()
    {
        var values = new PackValues(Real.Single(p => p.Key == "QN21"), "522701", new(2026, 1, 1));
        Assert.Equal((150_000L, 5, FundForm.AdvanceAndClear, FundCustody.Bank), (values.SmallAidLimitFen, values.AcceptanceToPaymentDays, values.Form, values.Custody));
        Assert.Equal(FundRoles.Signers, values.Signers);
        Assert.Equal("QN21 二(四)", values.Clause("smallAid.limitFen"));
        Assert.Null(values.CeilingFen);
        Assert.Equal("未设", values.Clause("fund.ceilingFen"));
    }

    [Fact]
    public void Every_pack_can_run_a_fund()
    {
        foreach (var pack in Real)
        {
            var values = new PackValues(pack, pack.Jurisdictions[0], pack.EffectiveFrom);
            Assert.NotNull(values.SmallAidLimitFen);
            Assert.NotNull(values.PapersDays);
            Assert.Equal(3, values.Signers.Count);
            Assert.NotEmpty(values.IncompatibleDuties);
            Assert.NotNull(values.GraceDay(2026));
            Assert.All(Enum.GetValues<AidMode>(), mode => Assert.NotEmpty(values.Papers(AidType.Expense, mode)));
        }
    }

    [Fact]
    public void A_malformed_pack_is_refused_by_the_name_of_what_is_wrong()
    {
        var twice = Packs.Json().Replace("\"clock.papersDays\"", "\"clock.bridgingDays\"", StringComparison.Ordinal);
        Assert.Contains("clock.bridgingDays", Assert.Throws<FormatException>(() => RulePack.Parse(twice)).Message, StringComparison.Ordinal);
        Assert.Contains("key", Assert.Throws<FormatException>(() => RulePack.Parse("{}")).Message, StringComparison.Ordinal);
    }
}
