using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Jiuji.Web.Database.Migrations;

/// <summary>The first version of the schema, in SQL of each provider beside this file (docs/decisions/0003).</summary>
[DbContext(typeof(JiujiDb))]
[Migration("0001_first")]
public sealed class M0001_First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationSql.Read("0001_first", migrationBuilder.ActiveProvider));
}

/// <summary>SQL files are embedded under their own names: <c>0001_first.sqlite.sql</c>, <c>0001_first.postgres.sql</c>.</summary>
public static class MigrationSql
{
    public static string Read(string name, string? provider)
    {
        var suffix = provider switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => "sqlite",
            "Npgsql.EntityFrameworkCore.PostgreSQL" => "postgres",
            _ => throw new NotSupportedException($"There is no schema for {provider}."),
        };
        var resource = $"Migrations.{name}.{suffix}.sql";
        using var stream = typeof(MigrationSql).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program lacks its own schema file {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
