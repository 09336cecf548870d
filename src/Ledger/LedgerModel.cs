using System.Text;
using Jiuji.Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jiuji.Ledger;

/// <summary>
/// The book's tables. Each rule that a single row or a pair of rows can show is stated here a second time, as CHECK or unique index;
/// the third statement, append-only, is <see cref="LedgerSchema"/>. What the book derives from transfers (entries, days) has no foreign keys: they were half of
/// what a transfer costs PostgreSQL, and verify recomputes those rows whole (docs/decisions/0008). Days are stored as days since 1970-01-01, instants as microseconds since then.
/// </summary>
public static class LedgerModel
{
    const int HashLength = 32;

    static readonly ValueConverter<DateOnly, int> Day = new(day => CountyDay.Number(day), number => CountyDay.FromNumber(number));
    static readonly ValueConverter<DateTimeOffset, long> Instant = new(instant => CountyDay.Micros(instant), micros => CountyDay.FromMicros(micros));

    /// <summary>Adds the book's tables to a context's model, with snake_case names of their own.</summary>
    public static ModelBuilder AddLedger(this ModelBuilder model)
    {
        model.Entity<Fund>(Funds);
        model.Entity<FundPurpose>(FundPurposes);
        model.Entity<Account>(Accounts);
        model.Entity<TransferRow>(Transfers);
        model.Entity<Entry>(Entries);
        model.Entity<Hold>(Holds);
        model.Entity<AccountDay>(AccountDays);
        model.Entity<Period>(Periods);
        model.Entity<Lane>(Lanes);
        model.Entity<BookEvent>(BookEvents);
        model.Entity<ChainSignature>(ChainSignatures);
        return model;
    }

    static void Funds(EntityTypeBuilder<Fund> fund)
    {
        fund.HasKey(row => new { row.CountyCode, row.Id });
        fund.HasMany(row => row.Purposes).WithOne().HasForeignKey(row => new { row.CountyCode, row.FundId });
        fund.ToTable("fund", table =>
        {
            table.HasCheckConstraint("ck_fund_kind", OneOf<FundKind>("kind"));
            table.HasCheckConstraint("ck_fund_validity", "valid_to IS NULL OR valid_to >= valid_from");
        });
        Columns(fund);
    }

    static void FundPurposes(EntityTypeBuilder<FundPurpose> purpose)
    {
        purpose.HasKey(row => new { row.CountyCode, row.FundId, row.Purpose });
        purpose.ToTable("fund_purpose", table =>
            table.HasCheckConstraint("ck_fund_purpose_consent", "(allowed_from IS NULL) = (consent_document = '')"));
        Columns(purpose);
    }

    static void Accounts(EntityTypeBuilder<Account> account)
    {
        account.HasKey(row => new { row.CountyCode, row.Id });
        account.HasIndex(row => new { row.CountyCode, row.Owner, row.Fund });
        account.ToTable("account", table =>
        {
            table.HasCheckConstraint("ck_account_kind", OneOf<AccountKind>("kind"));
            table.HasCheckConstraint("ck_account_floor", "floor IS NULL OR balance - held >= floor");
            table.HasCheckConstraint("ck_account_ceiling", "ceiling IS NULL OR balance <= ceiling");
            table.HasCheckConstraint("ck_account_held", "held >= 0");
            table.HasCheckConstraint("ck_account_bounds_of_kind", BoundsOfKind());
        });
        Columns(account);
    }

    static void Transfers(EntityTypeBuilder<TransferRow> transfer)
    {
        transfer.HasKey(row => new { row.CountyCode, row.Id });
        transfer.HasAlternateKey(row => new { row.CountyCode, row.Seq });
        transfer.HasIndex(row => new { row.CountyCode, row.Reverses }).IsUnique().HasFilter("reverses IS NOT NULL");
        transfer.HasIndex(row => new { row.CountyCode, row.Hold }).IsUnique().HasFilter("hold IS NOT NULL");
        transfer.HasOne<Account>().WithMany().HasForeignKey(row => new { row.CountyCode, row.FromAccount }).OnDelete(DeleteBehavior.NoAction);
        transfer.HasOne<Account>().WithMany().HasForeignKey(row => new { row.CountyCode, row.ToAccount }).OnDelete(DeleteBehavior.NoAction);
        transfer.HasOne<TransferRow>().WithMany().HasForeignKey(row => new { row.CountyCode, row.Reverses }).OnDelete(DeleteBehavior.NoAction);
        transfer.HasOne<TransferRow>().WithMany().HasForeignKey(row => new { row.CountyCode, row.Hold }).OnDelete(DeleteBehavior.NoAction);
        WithoutIndexOn(transfer, nameof(TransferRow.FromAccount));
        WithoutIndexOn(transfer, nameof(TransferRow.ToAccount));
        transfer.ToTable("transfer", table =>
        {
            table.HasCheckConstraint("ck_transfer_kind", OneOf<TransferKind>("kind"));
            table.HasCheckConstraint("ck_transfer_amount", "amount > 0");
            table.HasCheckConstraint("ck_transfer_accounts", "from_account <> to_account");
            table.HasCheckConstraint("ck_transfer_words", "reason <> '' AND actor <> ''");
            table.HasCheckConstraint("ck_transfer_hold", "(hold IS NOT NULL) = (kind IN ('PostHold', 'VoidHold', 'ExpireHold'))");
            table.HasCheckConstraint("ck_transfer_expiry", "(expires_at IS NOT NULL) = (kind = 'Reserve')");
            table.HasCheckConstraint("ck_transfer_reverses", "reverses IS NULL OR (kind = 'Post' AND note <> '')");
            table.HasCheckConstraint("ck_transfer_hash", $"length(hash) = {HashLength}");
        });
        Columns(transfer);
    }

    static void Entries(EntityTypeBuilder<Entry> entry)
    {
        entry.HasKey(row => new { row.CountyCode, row.AccountId, row.Seq });
        entry.ToTable("entry", table =>
        {
            table.HasCheckConstraint("ck_entry_amount", "amount <> 0");
            table.HasCheckConstraint("ck_entry_balance", "balance_before + amount = balance_after");
            table.HasCheckConstraint("ck_entry_version", "version >= 1");
        });
        Columns(entry);
    }

    static void Holds(EntityTypeBuilder<Hold> hold)
    {
        hold.HasKey(row => new { row.CountyCode, row.Id });
        hold.HasIndex(row => new { row.CountyCode, row.ExpiresAt }).HasFilter("state = 'Pending'");
        hold.HasOne<TransferRow>().WithMany().HasForeignKey(row => new { row.CountyCode, row.Id }).OnDelete(DeleteBehavior.NoAction);
        hold.HasOne<Account>().WithMany().HasForeignKey(row => new { row.CountyCode, row.FromAccount }).OnDelete(DeleteBehavior.NoAction);
        WithoutIndexOn(hold, nameof(Hold.FromAccount));
        hold.ToTable("hold", table =>
        {
            table.HasCheckConstraint("ck_hold_state", OneOf<HoldState>("state"));
            table.HasCheckConstraint("ck_hold_amount", "amount > 0 AND posted_amount >= 0 AND posted_amount <= amount");
            table.HasCheckConstraint("ck_hold_resolved", "(state = 'Pending') = (resolved_by IS NULL)");
            table.HasCheckConstraint("ck_hold_posted",
                "CASE state WHEN 'Posted' THEN posted_amount = amount WHEN 'PartPosted' THEN posted_amount > 0 AND posted_amount < amount ELSE posted_amount = 0 END");
        });
        Columns(hold);
    }

    static void AccountDays(EntityTypeBuilder<AccountDay> day)
    {
        day.HasKey(row => new { row.CountyCode, row.AccountId, row.OccurredOn });
        day.ToTable("account_day", table => table.HasCheckConstraint("ck_account_day_seq", "first_seq <= last_seq"));
        Columns(day);
    }

    static void Periods(EntityTypeBuilder<Period> period)
    {
        period.HasKey(row => new { row.CountyCode, row.Owner, row.Month });
        period.ToTable("period", table => table.HasCheckConstraint("ck_period_state", OneOf<PeriodState>("state")));
        Columns(period);
    }

    static void Lanes(EntityTypeBuilder<Lane> lane)
    {
        lane.HasKey(row => row.CountyCode);
        lane.ToTable("lane", table =>
        {
            table.HasCheckConstraint("ck_lane_seq", "seq >= 0 AND events >= 0");
            table.HasCheckConstraint("ck_lane_chain_head", $"length(chain_head) = {HashLength}");
        });
        Columns(lane);
    }

    static void BookEvents(EntityTypeBuilder<BookEvent> told)
    {
        told.HasKey(row => new { row.CountyCode, row.Number });
        told.ToTable("book_event", table =>
        {
            table.HasCheckConstraint("ck_book_event_kind", OneOf<BookEventKind>("kind"));
            table.HasCheckConstraint("ck_book_event_actor", "actor <> ''");
            table.HasCheckConstraint("ck_book_event_place", "number >= 1 AND after_seq >= 0");
            table.HasCheckConstraint("ck_book_event_hash", $"length(hash) = {HashLength}");
        });
        Columns(told);
    }

    static void ChainSignatures(EntityTypeBuilder<ChainSignature> signature)
    {
        signature.HasKey(row => new { row.CountyCode, row.Day });
        signature.ToTable("chain_signature", table => table.HasCheckConstraint("ck_chain_signature_hash", $"length(hash) = {HashLength}"));
        Columns(signature);
    }

    /// <summary>Bounds are the kind's, so a row whose bounds were widened contradicts its own kind.</summary>
    static string BoundsOfKind()
    {
        var cases = Enum.GetValues<AccountKind>().GroupBy(kind => (kind.Floor(), kind.Ceiling())).Select(group =>
            $"(kind IN ({Names(group)}) AND {Bound("floor", group.Key.Item1)} AND {Bound("ceiling", group.Key.Item2)})");
        return string.Join(" OR ", cases);

        static string Names(IEnumerable<AccountKind> kinds) => string.Join(", ", kinds.Select(kind => $"'{kind}'"));
        // A CHECK passes on NULL, so a missing bound must come out false, not unknown.
        static string Bound(string column, long? value) => value is null ? $"{column} IS NULL" : $"{column} IS NOT NULL AND {column} = {value}";
    }

    static string OneOf<T>(string column) where T : struct, Enum =>
        $"{column} IN ({string.Join(", ", Enum.GetNames<T>().Select(name => $"'{name}'"))})";

    /// <summary>EF indexes every foreign key; these would slow each write and no query reads through them.</summary>
    static void WithoutIndexOn<T>(EntityTypeBuilder<T> entity, string property) where T : class
    {
        // The web's context replaces that convention and makes none of them in the first place.
        var index = entity.Metadata.GetIndexes().SingleOrDefault(index => index.Properties.Count == 2 && index.Properties[1].Name == property);
        if (index is not null) entity.Metadata.RemoveIndex(index);
    }

    static void Columns<T>(EntityTypeBuilder<T> entity) where T : class
    {
        foreach (var property in entity.Metadata.GetProperties())
        {
            property.SetColumnName(SnakeCase(property.Name));
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type == typeof(DateOnly)) property.SetValueConverter(Day);
            if (type == typeof(DateTimeOffset)) property.SetValueConverter(Instant);
            if (type.IsEnum) property.SetProviderClrType(typeof(string));
            property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }

    static string SnakeCase(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0) words.Append('_');
            words.Append(char.ToLowerInvariant(letter));
        }
        return words.ToString();
    }
}
