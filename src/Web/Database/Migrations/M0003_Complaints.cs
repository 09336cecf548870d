using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jiuji.Web.Database.Migrations;

/// <summary>What households complain of on their own page.</summary>
[DbContext(typeof(JiujiDb))]
[Migration("0003_complaints")]
public sealed class M0003_Complaints : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationSql.Read("0003_complaints", migrationBuilder.ActiveProvider));
}
