using Jiuji.Ledger.Reconciliation;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Statements;

/// <summary>Keeps a statement format under a name, so that the next file of that bank is read by it. Headings as they stand in the file; empty for a column the bank does not write.</summary>
[Allowed(Role.Bookkeeper, Role.CountyFinance)]
public sealed record SaveFormat(
    Guid CommandId, Actor By, string CountyCode, string Name, AmountStyle Style, string Day, string Income = "", string Outgo = "", string Amount = "", string Mark = "",
    string Balance = "", string Counterparty = "", string Account = "", string Reference = "", string Summary = "", string Currency = "", string OutgoMarks = "", string IncomeMarks = "",
    string Encoding = "Detect", string Delimiter = "") : ICommand<Guid>
{
    public StatementLayout Layout()
    {
        var plain = new StatementLayout();
        return plain with
        {
            Style = Style, Day = Day, Income = Income, Outgo = Outgo, Amount = Amount, Mark = Mark, Balance = Balance, Name = Counterparty, Account = Account, Reference = Reference,
            Summary = Summary, Currency = Currency, OutgoMarks = OutgoMarks.Length > 0 ? OutgoMarks : plain.OutgoMarks, IncomeMarks = IncomeMarks.Length > 0 ? IncomeMarks : plain.IncomeMarks,
            Encoding = Encoding, Delimiter = Delimiter,
        };
    }
}

public sealed class SaveFormatHandler(JiujiDb db, Turn turn) : IRequestHandler<SaveFormat, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SaveFormat command, CancellationToken cancellationToken)
    {
        var (name, layout) = (command.Name.Trim(), command.Layout());
        if (name.Length is 0 or > 60 || !layout.IsWhole)
        {
            return Refused.By(ReconciliationRefusal.FormatIncomplete);
        }

        if (await db.Set<StatementFormat>().AnyAsync(f => f.CountyCode == command.CountyCode && f.Name == name, cancellationToken))
        {
            return Refused.By(ReconciliationRefusal.FormatNameTaken, ("what", name));
        }

        db.Add(new StatementFormat
        {
            CountyCode = command.CountyCode, Id = command.CommandId, Name = name, Layout = StatementFile.Write(layout), MadeBy = command.By.Name, MadeAt = turn.Now,
        });
        return command.CommandId;
    }
}
