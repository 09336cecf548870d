using System.Security.Cryptography;
using Jiuji.Ledger.Storage;

namespace Jiuji.Ledger;

/// <summary>What the book is told about itself: its funds, what they may be used for, and how far its months have come.</summary>
public sealed partial class Book
{
    /// <summary>Enters a fund with the purposes that its document names. The same id twice is a bug and throws, as does a fund of another county.</summary>
    /// <param name="actor">The user who answers for it, as in <see cref="Transfer.Actor"/>; here and below an empty one throws.</param>
    public async Task AddFund(Fund fund, string actor, CancellationToken cancellation = default)
    {
        RequireThisCounty(fund.CountyCode);
        await sql.Insert(Tables.Fund, fund, cancellation);
        foreach (var purpose in fund.Purposes) await sql.Insert(Tables.FundPurpose, purpose, cancellation);
        await Tell(BookEventKind.FundEntered, fund.Id, actor, BookEventContent.Of(fund), cancellation);
    }

    /// <summary>
    /// A purpose that the donor consented to later (Charity Law 56), allowed from a day on and for ever tied to the document that says so.
    /// </summary>
    public async Task ConsentToChangeOfUse(FundPurpose consented, string actor, CancellationToken cancellation = default)
    {
        RequireThisCounty(consented.CountyCode);
        if (consented.AllowedFrom is null || consented.ConsentDocument.Length == 0)
            throw new ArgumentException("A change of use names the donor's document and its first day.", nameof(consented));
        await sql.Insert(Tables.FundPurpose, consented, cancellation);
        await Tell(BookEventKind.PurposeConsented, consented.FundId, actor, BookEventContent.Of(consented), cancellation);
    }

    /// <summary>Ends a fund: nothing new is spent from it after the day; what was paid in time is still cleared. An unknown fund is a bug and throws.</summary>
    public async Task EndFund(Guid fund, DateOnly lastDay, string actor, CancellationToken cancellation = default)
    {
        var ending = sql.Command("UPDATE fund SET valid_to = @day WHERE county_code = @county AND id = @fund", ("day", CountyDay.Number(lastDay)), ("county", county), ("fund", fund));
        if (await ending.ExecuteNonQueryAsync(cancellation) == 0) throw new ArgumentException($"There is no fund {fund}.", nameof(fund));
        await Tell(BookEventKind.FundEnded, fund, actor, BookEventContent.Of(lastDay), cancellation);
    }

    /// <summary>Stops ordinary posts into the month while it is reconciled; posts marked <see cref="Marks.Closing"/> still pass.</summary>
    /// <returns>False if the month has come that far already: months only move forward.</returns>
    public Task<bool> HoldPeriod(Guid owner, DateOnly day, string actor, CancellationToken cancellation = default) => MovePeriod(owner, day, PeriodState.Held, actor, cancellation);

    /// <summary>Closes the month for good. What comes later lands in the open month and names what it corrects (T20).</summary>
    /// <returns>False if the month is closed already.</returns>
    public Task<bool> ClosePeriod(Guid owner, DateOnly day, string actor, CancellationToken cancellation = default) => MovePeriod(owner, day, PeriodState.Closed, actor, cancellation);

    async Task<bool> MovePeriod(Guid owner, DateOnly day, PeriodState to, string actor, CancellationToken cancellation)
    {
        await TakeLane(cancellation);
        var month = CountyDay.Month(day);
        if (await PeriodOf(owner, month, cancellation) >= to) return false;
        await sql.Insert(Tables.Period, new Period { CountyCode = county, Owner = owner, Month = month, State = to }, cancellation);
        await Tell(to == PeriodState.Held ? BookEventKind.PeriodHeld : BookEventKind.PeriodClosed, owner, actor, BookEventContent.Of(month), cancellation);
        return true;
    }

    /// <summary>Makes what was told the next link of the county's chain, after the last transfer and before the next.</summary>
    async Task Tell(BookEventKind kind, Guid subject, string actor, string content, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        var lane = await sql.LockLane(county, cancellation);
        var told = new BookEvent
        {
            CountyCode = county,
            Number = lane.Events + 1,
            AfterSeq = lane.Seq,
            RecordedAt = Now > lane.RecordedAt ? Now : lane.RecordedAt,
            Kind = kind,
            Subject = subject,
            Actor = actor,
            Content = content,
        };
        told.Hash = Chain.Link(lane.ChainHead, told);
        await sql.Insert(Tables.BookEvent, told, cancellation);
        await sql.Insert(Tables.Lane, new Lane { CountyCode = county, Seq = lane.Seq, Events = told.Number, ChainHead = told.Hash, RecordedAt = told.RecordedAt }, cancellation);
    }

    /// <summary>How far the month of this day has come in this owner's book; open where nothing was told.</summary>
    public async Task<PeriodState> PeriodOf(Guid owner, DateOnly day, CancellationToken cancellation = default)
    {
        var command = sql.Command("SELECT state FROM period WHERE county_code = @county AND owner = @owner AND month = @month",
            ("county", county), ("owner", owner), ("month", CountyDay.Number(CountyDay.Month(day))));
        return await command.ExecuteScalarAsync(cancellation) is string state ? Enum.Parse<PeriodState>(state) : PeriodState.Open;
    }

    /// <summary>Signs where the chain stands, once a day, for export to somebody who does not run this machine.</summary>
    /// <returns>The signature of the day: a second call returns the first one's.</returns>
    public async Task<ChainSignature> SignHead(ECDsa key, CancellationToken cancellation = default)
    {
        var lane = await sql.LockLane(county, cancellation);
        var now = Now;
        var head = new ChainHead(county, lane.Seq, Convert.ToHexStringLower(lane.ChainHead), now);
        await sql.Insert(Tables.ChainSignature, ChainSignature.Of(head, head.Sign(key)), cancellation);
        return await ChainSignatures.OfDay(connection, county, CountyDay.Of(now), transaction, cancellation);
    }

    void RequireThisCounty(string countyCode)
    {
        if (countyCode != county) throw new ArgumentException($"The book of {county} is not that of {countyCode}.", nameof(countyCode));
    }
}
