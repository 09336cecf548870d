using System.Text;

namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Text with line feeds on every system, so that the generated page is the same everywhere.</summary>
internal sealed class LineWriter
{
    readonly StringBuilder text = new();

    public LineWriter Line(string line = "")
    {
        text.Append(line).Append('\n');
        return this;
    }

    public override string ToString() => text.ToString();
}
