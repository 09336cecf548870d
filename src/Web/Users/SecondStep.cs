using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Users;

/// <summary>A user's authenticator app. The secret is sealed with the vault's key, so that a copied database makes no codes.</summary>
public sealed class Authenticator
{
    public required Guid UserId { get; init; }
    public required byte[] SecretSealed { get; init; }
    public required DateTimeOffset SetUpAt { get; init; }

    /// <summary>The last step whose code was taken: none works twice.</summary>
    public required long LastStep { get; set; }

    public static string Context(Guid userId) => $"authenticator:{userId:N}";
}

/// <summary>One of ten codes on paper for the day the phone is lost; each works once. Only its salted hash is kept.</summary>
public sealed class RecoveryCode
{
    public required Guid UserId { get; init; }
    public required int No { get; init; }
    public required byte[] Hash { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>How somebody proved who they are when a session began.</summary>
public enum SignInStrength { Password, Code, RecoveryCode, Passkey }

/// <summary>One sign-in at one device, from its beginning until it is ended, runs out or is left alone for too long.</summary>
public sealed class UserSession
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(2);
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string Device { get; init; }
    public required SignInStrength Strength { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    public bool Stands(DateTimeOffset now) => EndedAt is null && now < StartedAt + Longest && now < SeenAt + LongestIdle;
}

/// <summary>Whether a role needs more than a password: whoever moves or approves money, and whoever appoints people.</summary>
public sealed class SecondStepRule(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Always in Production; elsewhere only where <c>SignIn__SecondStep=true</c> says so, since the demo's password is printed anyway.</summary>
    public bool IsInForce => environment.IsProduction() || configuration.GetValue<bool>("SignIn:SecondStep");

    public bool Asks(Role role) => IsInForce && SignsForMoney(role);

    public static bool SignsForMoney(Role role) => role switch
    {
        Role.OfficeHead or Role.LeaderAffairs or Role.LeaderFinance or Role.Cashier or Role.Bookkeeper or Role.CountyCivilAffairs or Role.CountyFinance
            or Role.SocietyTreasurer or Role.SocietyCouncil or Role.CityOperator or Role.Administrator => true,
        Role.CharityStaff or Role.SocietySupervisor or Role.StationWorker or Role.TownshipHandler or Role.Auditor or Role.Household => false,
    };
}

public static class SecondStepModel
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<Authenticator>(authenticator =>
        {
            authenticator.ToTable("authenticator").HasKey(a => a.UserId);
            authenticator.HasOne<User>().WithOne().HasForeignKey<Authenticator>(a => a.UserId);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable("recovery_code").HasKey(c => new { c.UserId, c.No });
            code.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
        });
        model.Entity<UserSession>(session =>
        {
            session.ToTable("user_session");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.Property(s => s.Device).HasMaxLength(200);
            session.Property(s => s.Strength).HasConversion<string>().HasMaxLength(16);
            session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
            session.HasIndex(s => s.UserId);
        });
    }
}
