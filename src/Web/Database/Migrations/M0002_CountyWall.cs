using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jiuji.Web.Database.Migrations;

/// <summary>Row-level security by county (docs/decisions/0010). SQLite has none.</summary>
[DbContext(typeof(JiujiDb))]
[Migration("0002_county_wall")]
public sealed class M0002_CountyWall : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.ActiveProvider != "Microsoft.EntityFrameworkCore.Sqlite")
        {
            migrationBuilder.Sql(MigrationSql.Read("0002_county_wall", migrationBuilder.ActiveProvider));
        }
    }
}
