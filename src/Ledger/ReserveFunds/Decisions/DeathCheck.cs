namespace Jiuji.Ledger.ReserveFunds;

/// <summary>A death from the monthly list or a report.</summary>
public sealed record Death(Guid PersonId, DateOnly DiedOn);

/// <summary>What an imported death list means for payments (G5, G6, T25, X1, X11).</summary>
public static class DeathCheck
{
    /// <summary>The day a payee died; null for the living. Of several reports the earliest counts.</summary>
    public static DateOnly? DiedOn(Guid person, IEnumerable<Death> deaths) =>
        deaths.Where(death => death.PersonId == person).Select(death => (DateOnly?)death.DiedOn).Min();

    /// <summary>Payments that reached the dead: each opens a recovery, after the surviving members were re-reviewed.</summary>
    public static IReadOnlyList<Payment> PaidAfterDeath(IEnumerable<Payment> payments, IReadOnlyList<Death> deaths) =>
        [.. payments.Where(payment => payment.IsWithHousehold && DiedOn(payment.PayeePersonId, deaths) is { } died && died <= payment.PaidOn)];

    /// <summary>Planned or released payments to stop.</summary>
    public static IReadOnlyList<Payment> ToStop(IEnumerable<Payment> payments, IReadOnlyList<Death> deaths) =>
        [.. payments.Where(payment => payment.State is PaymentState.Planned or PaymentState.Released or PaymentState.BankFailed
            && DiedOn(payment.PayeePersonId, deaths) is not null)];
}
