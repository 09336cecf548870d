namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Form of the fund: approval clears without money moving, or one sum is fixed and topped up by what was approved.</summary>
public enum FundForm { AdvanceAndClear, FixedImprest }

/// <summary>Where the fund's money is kept: the township's bank account, or a treasury quota (国库集中支付).</summary>
public enum FundCustody { Bank, TreasuryQuota }

/// <summary>One township's reserve fund in one year (F1). Its money is in the book under <see cref="FundId"/>.</summary>
public sealed class ReserveFund : LifecycleSubject<FundYearState>
{
    /// <summary>The township that spends it.</summary>
    public required string TownshipCode { get; init; }
    public required int Year { get; init; }
    public required FundForm Form { get; init; }
    public required FundCustody Custody { get; init; }

    /// <summary>The fund in the book (<see cref="Fund.Id"/>).</summary>
    public required Guid FundId { get; init; }

    /// <summary>The township as an organisation: owner of the dedicated book.</summary>
    public required Guid Owner { get; init; }

    /// <summary>Name of the place where advances arrive, e.g. "bank:…" or "quota".</summary>
    public required string BankPlace { get; init; }

    /// <summary>The fixed sum of an imprest (定额); null for advance and clear.</summary>
    public long? QuotaFen { get; init; }

    public FundAccounts Accounts => new(Owner, FundId);

    public override void Apply(LifecycleMove move) => Fire(FundYearLifecycle.Table, move);
}
