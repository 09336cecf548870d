using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web.Reference;

public enum RegionKind { Province, City, County, Committee, Township, Village }

/// <summary>A place of the tree of regions. <see cref="CountyCode"/> names the tenant; it is stored, never derived from the code's digits (J10).</summary>
public sealed class Region
{
    public required string Code { get; init; }
    public required string ParentCode { get; init; }
    public required RegionKind Kind { get; init; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }

    /// <summary>GB/T 2260 or statistical code; empty for a management committee.</summary>
    public required string GbCode { get; init; }
    public required string CountyCode { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }
}

/// <summary>A day that departs from the ordinary week: a holiday, or a weekend day worked instead.</summary>
public sealed class CalendarDay
{
    public required DateOnly Day { get; init; }
    public required bool IsWorkday { get; init; }
    public required string Name { get; init; }
}

/// <summary>A year whose State Council notice has been loaded. Deadlines that reach into another year are provisional.</summary>
public sealed class CalendarYear
{
    public required int Year { get; init; }
    public required string Notice { get; init; }
}

public enum OrganisationKind { Charity, Society, Federation, Station, CivilAffairsBureau, FinanceBureau, Township }

/// <summary>A body with a book of its own or a role in a decision.</summary>
public sealed class Organisation
{
    public required Guid Id { get; init; }

    /// <summary>Short code that spreadsheets use, e.g. CS-03.</summary>
    public required string Code { get; init; }
    public required OrganisationKind Kind { get; init; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }

    /// <summary>Unified social credit code; empty for a society that is only filed.</summary>
    public string CreditCode { get; init; } = "";

    /// <summary>Local filing number of a society without a credit code.</summary>
    public string FilingNumber { get; init; } = "";

    /// <summary>The tenant whose officers look after it, and whose book holds what it gives there first.</summary>
    public required string CountyCode { get; init; }

    /// <summary>May it raise money from the public itself (Charity Law 26)? A society may not.</summary>
    public bool MayRaisePublicly { get; init; }
    public List<OrganisationArea> Areas { get; init; } = [];
}

/// <summary>A place that an organisation serves: a county, a township or a village.</summary>
public sealed class OrganisationArea
{
    public required Guid OrganisationId { get; init; }
    public required string RegionCode { get; init; }
}

/// <summary>One word of a code list: hardship causes, need kinds, units, discovery sources …</summary>
public sealed class CodeItem
{
    public required string List { get; init; }
    public required string Code { get; init; }
    public required string Zh { get; set; }
    public required string En { get; set; }

    /// <summary>Finer class within the list, e.g. the kind of supply that serves a need; empty where the list has none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Code of the unit it is counted in, for need kinds.</summary>
    public string Unit { get; init; } = "";
    public required int Order { get; init; }
}

/// <summary>A rule pack as loaded: the values of one policy document with the clause of each.</summary>
public sealed class StoredPack
{
    public required string Key { get; init; }
    public required int Version { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>The pack file's JSON, as loaded.</summary>
    public required string Json { get; init; }
    public List<PackScope> Scopes { get; init; } = [];
}

/// <summary>A tenant that a pack is in force for.</summary>
public sealed class PackScope
{
    public required string PackKey { get; init; }
    public required int PackVersion { get; init; }
    public required string CountyCode { get; init; }
}

public static class ReferenceModel
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<Region>(region =>
        {
            region.ToTable("region");
            region.HasKey(r => r.Code);
            region.Property(r => r.Kind).HasConversion<string>();
            region.HasIndex(r => new { r.CountyCode, r.Kind });
            region.HasIndex(r => r.ParentCode);
        });
        model.Entity<CalendarDay>(day =>
        {
            day.ToTable("calendar_day");
            day.HasKey(d => d.Day);
        });
        model.Entity<CalendarYear>(year =>
        {
            year.ToTable("calendar_year");
            year.HasKey(y => y.Year);
            year.Property(y => y.Year).ValueGeneratedNever();
        });
        model.Entity<Organisation>(organisation =>
        {
            organisation.ToTable("organisation");
            organisation.Property(o => o.Id).ValueGeneratedNever();
            organisation.Property(o => o.Kind).HasConversion<string>();
            organisation.HasIndex(o => o.Code).IsUnique();
            organisation.HasMany(o => o.Areas).WithOne().HasForeignKey(a => a.OrganisationId);
        });
        model.Entity<OrganisationArea>(area =>
        {
            area.ToTable("organisation_area");
            area.HasKey(a => new { a.OrganisationId, a.RegionCode });
            area.HasIndex(a => a.RegionCode);
        });
        model.Entity<CodeItem>(code =>
        {
            code.ToTable("code_item");
            code.HasKey(c => new { c.List, c.Code });
        });
        model.Entity<StoredPack>(pack =>
        {
            pack.ToTable("pack");
            pack.HasKey(p => new { p.Key, p.Version });
            pack.HasMany(p => p.Scopes).WithOne().HasForeignKey(s => new { s.PackKey, s.PackVersion });
        });
        model.Entity<PackScope>(scope =>
        {
            scope.ToTable("pack_scope");
            scope.HasKey(s => new { s.PackKey, s.PackVersion, s.CountyCode });
        });
    }
}
