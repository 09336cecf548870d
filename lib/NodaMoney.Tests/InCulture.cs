using System.Globalization;

namespace NodaMoneyTests;

/// <summary>Runs a test in a culture and puts the old one back.</summary>
public sealed class InCulture : IDisposable
{
    readonly CultureInfo before = CultureInfo.CurrentCulture;

    public InCulture(string name) => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
