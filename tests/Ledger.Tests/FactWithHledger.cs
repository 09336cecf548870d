using Xunit;

namespace Jiuji.Ledger.Tests;

/// <summary>Needs Debian's <c>hledger</c>, which <c>./test</c> installs; on a machine without it the test is counted as skipped, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithHledgerAttribute : FactAttribute
{
    const string Missing = "hledger is not installed here.";

    public FactWithHledgerAttribute()
    {
        if (!File.Exists("/usr/bin/hledger")) Skip = Missing;
    }
}
