using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Reference;

/// <summary>Loads or rewords the code lists.</summary>
[Allowed(Role.Administrator)]
public sealed record LoadCodes(Guid CommandId, Actor By, IReadOnlyList<CodeRow> Rows) : ICommand<int>
{
    public string CountyCode => "";
}

public sealed record CodeRow(string List, string Code, string Zh, string En, string Group, string Unit);

public sealed class LoadCodesHandler(JiujiDb db) : IRequestHandler<LoadCodes, Result<int>>
{
    public async Task<Result<int>> Handle(LoadCodes command, CancellationToken cancellationToken)
    {
        var known = await db.Codes.ToDictionaryAsync(code => (code.List, code.Code), cancellationToken);
        var order = 0;
        foreach (var row in command.Rows)
        {
            order++;
            if (known.TryGetValue((row.List, row.Code), out var code))
            {
                (code.Zh, code.En) = (row.Zh, row.En);
            }
            else
            {
                db.Codes.Add(new CodeItem { List = row.List, Code = row.Code, Zh = row.Zh, En = row.En, Group = row.Group, Unit = row.Unit, Order = order });
            }
        }

        return command.Rows.Count;
    }
}
