using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jiuji.Web.Database.Migrations;

/// <summary>The queue of needs and the next due day of cases as columns with an index, and of merged households only the merged ones: lists of any length page by their index.</summary>
[DbContext(typeof(JiujiDb))]
[Migration("0006_list_orders")]
public sealed class M0006_ListOrders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationSql.Read("0006_list_orders", migrationBuilder.ActiveProvider));
}
