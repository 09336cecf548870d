using Jiuji.Matching.Supply;
using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Features.Supply;

/// <summary>The county publishes all that it has ticked in its review: every one of them or, where one is refused, none.</summary>
[Allowed(Role.CountyCivilAffairs)]
public sealed record PublishLots(Guid CommandId, Actor By, string CountyCode, IReadOnlyList<string> LotNumbers) : ICommand<int>;

public sealed class PublishLotsHandler(JiujiDb db, Turn turn) : IRequestHandler<PublishLots, Result<int>>
{
    public async Task<Result<int>> Handle(PublishLots command, CancellationToken cancellationToken)
    {
        var desk = new LotDesk(db, turn);
        foreach (var number in command.LotNumbers)
        {
            if ((await desk.Move(command.CountyCode, number, LotTrigger.Publish, command.By, "", cancellationToken)).Refused is { } refused)
            {
                return refused;
            }
        }

        return command.LotNumbers.Count;
    }
}
