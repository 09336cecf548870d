using System.Data.Common;
using System.Threading.Channels;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>
/// Recomputes a county's book from its transfers and compares everything stored with it: the promise of every screen and report, checked. Reads
/// one snapshot in streams; posts go on meanwhile.
/// </summary>
public sealed class Verification
{
    const int ProgressStep = 2_000;
    const int ReadAhead = 4;

    readonly DbConnection connection;
    readonly string county;
    readonly IProgress<long>? progress;
    readonly CancellationToken cancellation;
    readonly Tally tally = new();
    readonly Replay replay;

    Verification(DbConnection connection, string county, IProgress<long>? progress, CancellationToken cancellation)
    {
        (this.connection, this.county, this.progress, this.cancellation) = (connection, county, progress, cancellation);
        replay = new(county, tally);
    }

    /// <param name="connection">Open, with no transaction of its own.</param>
    /// <param name="progress">Told the number of transfers checked so far.</param>
    public static async Task<VerificationReport> Run(DbConnection connection, string county, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        await using var snapshot = await Snapshot.Begin(connection, cancellation);
        return await new Verification(connection, county, progress, cancellation).Check();
    }

    async Task<VerificationReport> Check()
    {
        await ReadPromises();
        await Each("SELECT id, owner, fund, kind, party, unit FROM account WHERE county_code = @county", reader => replay.Add(reader.GetGuid(0), Query.ReadKey(reader, 1)));
        await Each("SELECT seq FROM lane WHERE county_code = @county", reader => replay.Expect(Math.Max(0, reader.GetInt64(0))));
        await CheckTransfers();
        await CheckLane();
        await CheckEntries();
        await CheckAccounts();
        await CheckHolds();
        await CheckDays();
        await CheckFunds();
        await CheckMonths();
        return tally.Report(county, replay.Seq);
    }

    async Task ReadPromises()
    {
        await foreach (var told in BookEventReader.All(connection, county, cancellation)) replay.Add(told);
        foreach (var signature in await ChainSignatures.All(connection, county, cancellation)) replay.Add(signature.Head);
    }

    /// <summary>One thread reads while this one checks.</summary>
    async Task CheckTransfers()
    {
        var read = Channel.CreateBounded<List<TransferRow>>(ReadAhead);
        var reading = Task.Run(() => ReadTransfers(read.Writer), cancellation);
        await foreach (var rows in read.Reader.ReadAllAsync(cancellation))
        {
            replay.Add(rows);
            progress?.Report(replay.Seq);
        }
        await reading;
        replay.Finish();
        progress?.Report(replay.Seq);
    }

    async Task ReadTransfers(ChannelWriter<List<TransferRow>> writer)
    {
        try
        {
            var rows = new List<TransferRow>(ProgressStep);
            await foreach (var row in connection.AllRows($"{TransferReader.Select} WHERE county_code = @county ORDER BY seq", TransferReader.Read, [("county", county)], null, cancellation))
            {
                rows.Add(row);
                if (rows.Count < ProgressStep) continue;
                await writer.WriteAsync(rows, cancellation);
                rows = new(ProgressStep);
            }
            if (rows.Count > 0) await writer.WriteAsync(rows, cancellation);
        }
        finally
        {
            writer.Complete();
        }
    }

    Task CheckLane() => Each("SELECT seq, events, chain_head FROM lane WHERE county_code = @county", reader =>
    {
        var isEnd = reader.GetInt64(0) == replay.Seq && reader.GetInt64(1) == replay.Events && reader.GetFieldValue<byte[]>(2).AsSpan().SequenceEqual(replay.Head);
        tally.Check(Invariant.ChainUnbroken, isEnd, replay.Seq, (Lane: reader.GetInt64(0), replay.Seq),
            bad => $"the lane stands at {bad.Lane}, the chain ends at {bad.Seq} with another hash or place: the end was cut off");
    });

    async Task CheckEntries()
    {
        var seen = new byte[replay.Transfers.Count];
        var run = default((Guid Account, long Balance, long Version));
        var known = default(ReplayedAccount);
        await Each("SELECT account_id, seq, amount, balance_before, balance_after, version FROM entry WHERE county_code = @county ORDER BY account_id, seq", reader =>
        {
            var (account, seq, amount) = (reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2));
            if (account != run.Account) (run, known) = ((account, 0, 0), replay.Accounts.GetValueOrDefault(account));
            var follows = Matches(seq, account, amount) && reader.GetInt64(3) == run.Balance && reader.GetInt64(4) == run.Balance + amount && reader.GetInt64(5) == run.Version + 1;
            tally.Check(Invariant.EntriesFollowTransfers, follows, seq, (account, seq), bad => $"the entry of transfer {bad.seq} on account {bad.account:D} does not follow from the transfer and the entry before it");
            run = (account, reader.GetInt64(4), reader.GetInt64(5));
            if (seq >= 1 && seq <= seen.Length) seen[seq - 1]++;
            if (known is not null) known.Entered += amount;
        });
        for (var index = 0; index < seen.Length; index++)
            tally.Check(Invariant.EntriesFollowTransfers, seen[index] == (replay.Transfers[index].Moved == 0 ? 0 : 2), index + 1, (index, Count: seen[index]), bad => $"transfer {bad.index + 1} has {bad.Count} entries");
        foreach (var unit in replay.Accounts.Values.GroupBy(account => account.Key.Unit))
        {
            var sum = unit.Aggregate(Int128.Zero, (soFar, account) => soFar + account.Entered);
            tally.Check(Invariant.EntriesSumToZero, sum == 0, null, (unit.Key, sum), bad => $"the entries in {bad.Key} sum to {bad.sum}");
        }
    }

    bool Matches(long seq, Guid account, long amount)
    {
        if (seq < 1 || seq > replay.Transfers.Count) return false;
        var transfer = replay.Transfers[(int)(seq - 1)];
        return amount < 0 ? account == transfer.From?.Id && amount == -transfer.Moved : account == transfer.To?.Id && amount == transfer.Moved;
    }

    Task CheckAccounts() => Each("SELECT id, balance, held, version FROM account WHERE county_code = @county", reader =>
    {
        var (id, balance, held, version) = (reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        var account = replay.Accounts[id];
        tally.Check(Invariant.BalancesRecomputed, balance == account.Balance && version == account.Version, null, (account, balance),
            bad => $"account {bad.account.Id:D} ({bad.account.Key.Kind}) says {bad.balance}, its transfers say {bad.account.Balance}");
        tally.Check(Invariant.HeldRecomputed, held == account.Held, null, (account, held),
            bad => $"account {bad.account.Id:D} ({bad.account.Key.Kind}) says {bad.held} held, its pending holds say {bad.account.Held}");
    });

    async Task CheckHolds()
    {
        var stored = 0;
        await Each("SELECT id, amount, state, posted_amount, resolved_by, expires_at FROM hold WHERE county_code = @county", reader =>
        {
            stored++;
            var hold = replay.Holds.GetValueOrDefault(reader.GetGuid(0));
            var same = hold is not null && hold.Amount == reader.GetInt64(1) && hold.State.ToString() == reader.GetString(2) && hold.PostedAmount == reader.GetInt64(3)
                && hold.ResolvedBy == (reader.IsDBNull(4) ? null : reader.GetGuid(4)) && CountyDay.Micros(hold.ExpiresAt) == reader.GetInt64(5);
            tally.Check(Invariant.HoldsResolveOnce, same, null, reader.GetGuid(0), id => $"hold {id:D} is not as its transfers left it");
        });
        tally.Check(Invariant.HoldsResolveOnce, stored == replay.Holds.Count, null, (stored, replay.Holds.Count), bad => $"{bad.stored} holds are stored, {bad.Count} were made");
    }

    async Task CheckDays()
    {
        var stored = 0;
        await Each("SELECT account_id, occurred_on, net, first_seq, last_seq FROM account_day WHERE county_code = @county", reader =>
        {
            stored++;
            var account = replay.Accounts.GetValueOrDefault(reader.GetGuid(0));
            var same = account is not null && account.Days.TryGetValue(reader.GetInt32(1), out var day) && day == (reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
            tally.Check(Invariant.DaysRecomputed, same, null, (Account: reader.GetGuid(0), Day: reader.GetInt32(1)), bad => $"account {bad.Account:D} on {CountyDay.FromNumber(bad.Day):O} is not the sum of its transfers");
        });
        var made = replay.Accounts.Values.Sum(account => account.Days.Count);
        tally.Check(Invariant.DaysRecomputed, stored == made, null, (stored, made), bad => $"{bad.stored} account days are stored, {bad.made} were made");
    }

    async Task CheckFunds()
    {
        var stored = await FundReader.All(connection, county, cancellation);
        foreach (var fund in stored)
        {
            var same = replay.Funds.TryGetValue(fund.Id, out var told) && BookEventContent.Of(told) == BookEventContent.Of(fund);
            tally.Check(Invariant.SettingsRecomputed, same, null, fund, bad => $"fund {bad.Id:D} ({bad.Name}) or its purposes are not as the chain's events left them");
        }
        tally.Check(Invariant.SettingsRecomputed, stored.Count == replay.Funds.Count, null, (stored.Count, Told: replay.Funds.Count), bad => $"{bad.Count} funds are stored, {bad.Told} were entered");
    }

    async Task CheckMonths()
    {
        var stored = 0;
        await Each("SELECT owner, month, state FROM period WHERE county_code = @county", reader =>
        {
            stored++;
            var (owner, month, state) = (reader.GetGuid(0), CountyDay.FromNumber(reader.GetInt32(1)), reader.GetString(2));
            tally.Check(Invariant.SettingsRecomputed, replay.Months.TryGetValue((owner, month), out var told) && told.ToString() == state, null, (owner, month, state),
                bad => $"month {bad.month:yyyy-MM} of {bad.owner:D} says {bad.state}, which the chain's events do not");
        });
        tally.Check(Invariant.SettingsRecomputed, stored == replay.Months.Count, null, (stored, replay.Months.Count), bad => $"{bad.stored} months are stored, {bad.Count} were held or closed");
    }

    async Task Each(string sql, Action<DbDataReader> row)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        // A million rows take longer than an ordinary command may.
        command.CommandTimeout = 0;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@county", county);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) row(reader);
    }
}
