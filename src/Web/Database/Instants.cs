using Jiuji.Ledger;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jiuji.Web.Database;

/// <summary>Instants are stored as microseconds since 1970 UTC: both databases compare and order them, and PostgreSQL's own precision is the same.</summary>
public sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(instant => CountyDay.Micros(instant), micros => CountyDay.FromMicros(micros));

public static class ShanghaiTime
{
    /// <summary>The day it is now in the country.</summary>
    public static DateOnly Today(this TimeProvider clock) => CountyDay.Of(clock.GetUtcNow());
}
