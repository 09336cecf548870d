using System.Data.Common;

namespace Jiuji.Ledger.Storage;

/// <summary>Reads transfers back in the column order of <see cref="Tables.Transfer"/>.</summary>
static class TransferReader
{
    public static readonly string Columns = string.Join(", ", Tables.Transfer.Columns.Select(column => column.Name));
    public static readonly string Select = $"SELECT {Columns} FROM transfer";

    public static TransferRow Read(DbDataReader reader) => new()
    {
        CountyCode = reader.GetString(0),
        Id = reader.GetGuid(1),
        Seq = reader.GetInt64(2),
        Kind = Enum.Parse<TransferKind>(reader.GetString(3)),
        FromAccount = reader.GetGuid(4),
        ToAccount = reader.GetGuid(5),
        Amount = reader.GetInt64(6),
        Unit = reader.GetString(7),
        Fund = reader.GetGuid(8),
        Reason = reader.GetString(9),
        Purpose = reader.GetString(10),
        CaseReference = reader.GetString(11),
        Actor = reader.GetString(12),
        OccurredOn = CountyDay.FromNumber(reader.GetInt32(13)),
        RecordedAt = CountyDay.FromMicros(reader.GetInt64(14)),
        Reverses = reader.IsDBNull(15) ? null : reader.GetGuid(15),
        Hold = reader.IsDBNull(16) ? null : reader.GetGuid(16),
        ExpiresAt = reader.IsDBNull(17) ? null : CountyDay.FromMicros(reader.GetInt64(17)),
        Documents = reader.GetString(18),
        Mark = reader.GetString(19),
        Note = reader.GetString(20),
        Hash = reader.GetFieldValue<byte[]>(21),
    };
}
