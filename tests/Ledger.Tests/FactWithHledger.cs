using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>Needs Debian's <c>hledger</c>, which <c>./test</c> installs; where it is missing the test is shown as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithHledgerAttribute : FactAttribute
{
    public FactWithHledgerAttribute()
    {
        if (!File.Exists("/usr/bin/hledger")) Skip = "hledger is not installed here.";
    }
}
