using Xunit;

namespace Jiuji.Testing;

/// <summary>A convention that is broken names everybody who breaks it; xunit's own message would stop after the fifth.</summary>
public static class Offenders
{
    public static void None(IEnumerable<string> offenders)
    {
        var all = offenders.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} offend:\n{string.Join('\n', all)}");
    }
}
