using Jiuji.Web.Database;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Features.Reference;

/// <summary>Loads the State Council's holidays and make-up workdays; all years share one table, since a notice also names late December days of the year before.</summary>
[Allowed(Role.Administrator)]
public sealed record LoadCalendar(Guid CommandId, Actor By, IReadOnlyList<CalendarYearRow> Years, IReadOnlyList<CalendarDayRow> Days) : ICommand<int>
{
    public string CountyCode => "";
}

public sealed record CalendarYearRow(int Year, string Notice);

public sealed record CalendarDayRow(DateOnly Day, bool IsWorkday, string Name);

public sealed class LoadCalendarHandler(JiujiDb db) : IRequestHandler<LoadCalendar, Result<int>>
{
    public async Task<Result<int>> Handle(LoadCalendar command, CancellationToken cancellationToken)
    {
        var days = await db.CalendarDays.ToDictionaryAsync(day => day.Day, cancellationToken);
        var years = await db.CalendarYears.Select(year => year.Year).ToHashSetAsync(cancellationToken);
        db.CalendarYears.AddRange(command.Years.Where(row => !years.Contains(row.Year)).Select(row => new CalendarYear { Year = row.Year, Notice = row.Notice }));
        db.CalendarDays.AddRange(command.Days.Where(row => !days.ContainsKey(row.Day))
            .Select(row => new CalendarDay { Day = row.Day, IsWorkday = row.IsWorkday, Name = row.Name }));
        return command.Days.Count;
    }
}
