using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jiuji.Web.Database.Migrations;

/// <summary>For whom the post of a stand-in is held, and the signatures under a month that were refused.</summary>
[DbContext(typeof(JiujiDb))]
[Migration("0005_stand_in_posts")]
public sealed class M0005_StandInPosts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationSql.Read("0005_stand_in_posts", migrationBuilder.ActiveProvider));
}
