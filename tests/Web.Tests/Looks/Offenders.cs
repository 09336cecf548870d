using Xunit;

namespace Jiuji.Web.Tests.Looks;

static class Offenders
{
    /// <summary>Fails with every offender, a line each, so that one run is enough to mend them all.</summary>
    public static void None(IEnumerable<string> offenders)
    {
        var all = offenders.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} offenders:\n{string.Join('\n', all)}");
    }
}
