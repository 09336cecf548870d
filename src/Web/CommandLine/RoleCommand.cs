using System.CommandLine;
using System.Text.RegularExpressions;
using Jiuji.Web.Database;

namespace Jiuji.Web.CommandLine;

/// <summary><c>application-role NAME</c>: prints the SQL that gives a role of PostgreSQL what the site needs and nothing that rewrites history.</summary>
public static partial class RoleCommand
{
    public static Command Create()
    {
        var role = new Argument<string>("name") { Description = "An existing role of the server; lower case letters, digits and underscores." };
        var command = new Command("application-role", "Print the rights of the role that the site runs as on PostgreSQL: for psql, as the owner of the tables.") { role };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(role);
            if (!RoleName().IsMatch(name))
            {
                Console.Error.WriteLine("The name of the role may have lower case letters, digits and underscores, and begins with a letter.");
                return 2;
            }

            foreach (var statement in WrittenOnce.ApplicationRole(name))
            {
                Console.WriteLine(statement + ";");
            }

            return 0;
        });
        return command;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$")]
    private static partial Regex RoleName();
}
