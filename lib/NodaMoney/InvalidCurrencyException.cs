namespace NodaMoney;

/// <summary>A currency is unknown, or two amounts of different currencies met.</summary>
public class InvalidCurrencyException : InvalidOperationException
{
    /// <summary>Without further words.</summary>
    public InvalidCurrencyException()
        : base("The requested operation cannot be performed with the specified currency!")
    {
    }

    /// <summary>With words.</summary>
    public InvalidCurrencyException(string message)
        : base(message)
    {
    }

    /// <summary>With words and a cause.</summary>
    public InvalidCurrencyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Two amounts of different currencies met.</summary>
    public InvalidCurrencyException(Currency expected, Currency actual)
        : this($"Currency mismatch: The requested operation expected the currency {expected.Code}, but the actual value was the currency {actual.Code}!")
    {
    }
}
