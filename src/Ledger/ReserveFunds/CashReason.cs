namespace Jiuji.Ledger.ReserveFunds;

/// <summary>Why a household is paid in cash and not into an account (R11, F19).</summary>
public enum CashReason { NoAccount, DisasterBridging, AidFirst, CannotReachBank }
