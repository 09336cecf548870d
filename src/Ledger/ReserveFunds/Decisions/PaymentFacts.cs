namespace Jiuji.Ledger.ReserveFunds;

/// <summary>What is known about a payment on the day it leaves, gathered by the caller before the pure decision.</summary>
public sealed record PaymentFacts
{
    /// <summary>Money in hands at the place, less holds.</summary>
    public required long AvailableFen { get; init; }

    /// <summary>Already released or paid on the same case, this payment not counted.</summary>
    public long CommittedOnCaseFen { get; init; }

    /// <summary>Day of death by the imported death list or a report; null for the living (G5).</summary>
    public DateOnly? PayeeDiedOn { get; init; }

    /// <summary>The payee works for the township or bureau, or is the paying unit itself (T11, X7).</summary>
    public bool PayeeIsStaffOrUnit { get; init; }

    /// <summary>Declared kin of somebody who acts in the case (G2).</summary>
    public bool PayeeIsDeclaredKin { get; init; }
    public bool PayeeHasAccount { get; init; } = true;

    /// <summary>Other households whose aid went to this account (X8).</summary>
    public int OtherHouseholdsOnAccount { get; init; }

    /// <summary>A recorded proxy (代领), who is never staff, or an institution such as a home for the aged.</summary>
    public bool ProxyOrInstitutionRecorded { get; init; }

    /// <summary>An aid of the same person for the same cause in the pack's window, anywhere (R10); null for none.</summary>
    public DateOnly? SameCauseAidedOn { get; init; }

    /// <summary>Aid of the year from government, charity and society to the household, this payment not counted (B3).</summary>
    public long AidedThisYearFen { get; init; }

    /// <summary>The case is paid from an emergency advance that the county decided.</summary>
    public bool EmergencyAdvanceForCase { get; init; }

    /// <summary>Lent to the fund and not repaid; counts only when this payment is lent too.</summary>
    public long LentOpenFen { get; init; }

    /// <summary>Paid by this duty payer and not yet complete.</summary>
    public long FloatOutFen { get; init; }
    public bool GateIsShut { get; init; }

    /// <summary>For an instalment: its due day and the day its death and status check was made (F16).</summary>
    public DateOnly? InstalmentDueOn { get; init; }
    public DateOnly? StatusCheckedOn { get; init; }

    /// <summary>Townships the fund may pay for; empty for no limit.</summary>
    public IReadOnlyList<string> FundAreas { get; init; } = [];

    /// <summary>A second person's explained decision that a stop of the <see cref="PaymentChecks.Overridable"/> kind may pass.</summary>
    public SecondPerson? Override { get; init; }

    /// <summary>The stops that the second person let pass; empty where the decision names none and speaks of all.</summary>
    public IReadOnlyList<FundRefusal> OverriddenRules { get; init; } = [];

    public AidFirst? AidFirst { get; init; }
    public BridgingAid? Bridging { get; init; }
}

/// <summary>Who lets a stopped payment pass, and why. Never the person who pays.</summary>
public sealed record SecondPerson(string Actor, string Reason);
