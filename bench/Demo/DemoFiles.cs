namespace Jiuji.Bench.Demo;

/// <summary>
/// Writes <c>seed/demo</c> and <c>seed/templates</c> from the tables of <c>seed</c>. The same tables give the same bytes on every
/// machine, so a change of the demo shows up in review as a change of its rows.
/// </summary>
public static class DemoFiles
{
    /// <summary>The day on which the demo stands still.</summary>
    public static readonly DateOnly Today = new(2026, 11, 20);

    /// <summary>Writes all files below the seed folder; 0 when done.</summary>
    public static int Write(string seedFolder)
    {
        var demo = Directory.CreateDirectory(Path.Combine(seedFolder, "demo")).FullName;
        var templates = Directory.CreateDirectory(Path.Combine(seedFolder, "templates")).FullName;
        var places = Places.Read(seedFolder);
        var packs = Packs.Read(seedFolder);
        var codes = Codes.Read(seedFolder);

        var households = Households.Draw(places, packs);
        Households.Table(households).Write(Path.Combine(demo, "households.csv"));
        Households.PersonTable(households).Write(Path.Combine(demo, "persons.csv"));

        var supply = Supply.Table(codes);
        supply.Write(Path.Combine(demo, "supply.csv"));
        var needs = Needs.Table(Needs.Draw(households), codes);
        needs.Write(Path.Combine(demo, "needs.csv"));
        Consents.Table(households, places).Write(Path.Combine(demo, "consents.csv"));

        var fund = ReserveFunds.Draw(households, places, Workdays.Read(seedFolder));
        fund.Documents.Write(Path.Combine(demo, "documents.csv"));
        fund.Funds.Write(Path.Combine(demo, "funds.csv"));
        fund.Payments.Write(Path.Combine(demo, "payments.csv"));
        fund.Claims.Write(Path.Combine(demo, "claims.csv"));

        var forms = new Forms(codes, places, packs);
        forms.Supply(supply.Rows).Write(Path.Combine(demo, "supply.xlsx"));
        forms.Needs(needs.Rows).Write(Path.Combine(demo, "needs.xlsx"));
        forms.Supply([Forms.SupplyExample]).Write(Path.Combine(templates, "supply.xlsx"));
        forms.Needs([Forms.NeedExample]).Write(Path.Combine(templates, "needs.xlsx"));
        Console.WriteLine($"{households.Count} households, {needs.Rows.Count} needs, {supply.Rows.Count} lots, {fund.Payments.Rows.Count} payments written below {seedFolder}");
        return 0;
    }
}
