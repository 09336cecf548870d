using System.Globalization;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(5, "0.05")]
    [InlineData(123400, "1,234.00")]
    [InlineData(-120050, "-1,200.50")]
    [InlineData(long.MaxValue, "92,233,720,368,547,758.07")]
    public void Fen_are_written_as_yuan_with_separators_and_two_decimals(long fen, string written) => Assert.Equal(written, Figures.Yuan(fen));

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.001, "<1%")]
    [InlineData(0.435, "44%")]
    [InlineData(0.999, ">99%")]
    [InlineData(1, "100%")]
    [InlineData(1.1, "110%")]
    public void A_share_reads_nothing_or_all_only_when_it_is(double share, string written) => Assert.Equal(written, Figures.Percent(share));

    [Fact]
    public void A_day_is_short_within_the_year_and_whole_outside_it()
    {
        var today = new DateOnly(2026, 11, 21);
        Assert.Equal("11-19", Days.Short(new DateOnly(2026, 11, 19), today));
        Assert.Equal("2025-12-31", Days.Short(new DateOnly(2025, 12, 31), today));
    }

    [Fact]
    public void An_instant_is_shown_in_Shanghais_day() =>
        Assert.Equal("2027-01-01 00:30", Days.Moment(new DateTimeOffset(2026, 12, 31, 16, 30, 0, TimeSpan.Zero), new DateOnly(2026, 12, 31)));

    [Fact]
    public void A_long_day_has_its_weekday_in_each_language()
    {
        Assert.Equal("2026年11月21日 星期六", In(SpokenLanguages.Chinese, () => Days.Long(new DateOnly(2026, 11, 21))));
        Assert.Equal("Saturday 21 November 2026", In(SpokenLanguages.English, () => Days.Long(new DateOnly(2026, 11, 21))));
    }

    static string In(CultureInfo language, Func<string> write)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
        try
        {
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
