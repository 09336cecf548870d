using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jiuji.Web.Database.Migrations;

/// <summary>How much organisations can take on at one time, where a society's own life stands, and what its audit found left.</summary>
[DbContext(typeof(JiujiDb))]
[Migration("0004_provider_limits")]
public sealed class M0004_ProviderLimits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationSql.Read("0004_provider_limits", migrationBuilder.ActiveProvider));
}
