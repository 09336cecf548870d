using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Users;

/// <summary>Somebody who signs in. What they may do stands in their appointments, never here.</summary>
public sealed class User : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>Loaded with the demo: such a user cannot sign in where the environment is Production.</summary>
    public bool IsDemo { get; init; }
}

/// <summary>User × role × area or organisation × dates.</summary>
public sealed class Appointment
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required Role Role { get; init; }

    /// <summary>The tenant; empty for the city operator and the administrator.</summary>
    public required string CountyCode { get; init; }

    /// <summary>A township of the county; empty for the whole county.</summary>
    public string TownshipCode { get; init; } = "";

    /// <summary>The charity, society or station the person works for, where the role has one.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The document that appointed the person.</summary>
    public required string Document { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }

    /// <summary>Whose duty it is, where the person stands in (A/B 角); empty for a post in one's own name.</summary>
    public string StandsInFor { get; init; } = "";
}

public static class UserModel
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<User>().ToTable("app_user");
        model.Entity<IdentityUserClaim<Guid>>().ToTable("app_user_claim");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("app_user_login");
        model.Entity<IdentityUserToken<Guid>>().ToTable("app_user_token");
        model.Entity<IdentityUserPasskey<Guid>>().ToTable("app_user_passkey");
        SecondStepModel.Add(model);
        HandOverModel.Add(model);
        Features.LongWork.LongTaskModel.Add(model);
        model.Entity<ProtectionKey>().ToTable("protection_key").HasKey(key => key.Name);
        model.Entity<Appointment>(appointment =>
        {
            appointment.ToTable("appointment");
            appointment.Property(a => a.Id).ValueGeneratedNever();
            appointment.Property(a => a.Role).HasConversion<string>().HasMaxLength(32);
            appointment.Property(a => a.StandsInFor).HasMaxLength(64);
            appointment.HasOne<User>().WithMany().HasForeignKey(a => a.UserId);
        });
    }
}
