using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>Reads a county's events back, in order.</summary>
static class BookEventReader
{
    const string Select = "SELECT county_code, number, after_seq, recorded_at, kind, subject, actor, content, hash FROM book_event WHERE county_code = @county ORDER BY number";

    public static IAsyncEnumerable<BookEvent> All(DbConnection connection, string county, CancellationToken cancellation) =>
        connection.Rows(Select, Read, [("county", county)], null, cancellation);

    static BookEvent Read(DbDataReader reader) => new()
    {
        CountyCode = reader.GetString(0),
        Number = reader.GetInt64(1),
        AfterSeq = reader.GetInt64(2),
        RecordedAt = CountyDay.FromMicros(reader.GetInt64(3)),
        Kind = Enum.Parse<BookEventKind>(reader.GetString(4)),
        Subject = reader.GetGuid(5),
        Actor = reader.GetString(6),
        Content = reader.GetString(7),
        Hash = reader.GetFieldValue<byte[]>(8),
    };
}
