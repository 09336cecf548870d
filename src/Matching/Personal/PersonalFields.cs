namespace Jiuji.Matching.Personal;

/// <summary>The fields of a household that can be consented to, revealed and logged one by one (PIPL 6: never the whole record).</summary>
[Flags]
public enum PersonalFields
{
    None = 0,
    Name = 1,
    Address = 2,
    Phone = 4,
    HouseholdSize = 8,

    /// <summary>Health and disability: sensitive (PIPL 28).</summary>
    Health = 16,

    /// <summary>Facts about minors: sensitive under 14 (PIPL 28, 31).</summary>
    Minors = 32,
    BirthDate = 64,
    IdNumber = 128,
    BankAccount = 256,

    /// <summary>What a household can be asked to let an organisation have. Numbers and accounts are not among it.</summary>
    Consentable = Name | Address | Phone | HouseholdSize | Health | Minors,

    /// <summary>What danger to life can justify without consent: where, who, how to reach them (PIPL 13(4)).</summary>
    ForDangerToLife = Name | Address | Phone,
    All = Consentable | BirthDate | IdNumber | BankAccount,
}
