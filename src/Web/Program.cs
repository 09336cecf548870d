using System.CommandLine;
using System.Text;
using Jiuji.Web.CommandLine;

Console.OutputEncoding = Encoding.UTF8;
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

var root = new RootCommand("Jiuji 救急: a county's charity and mutual-aid supply meets consented needs, and every yuan of the township reserve fund is followed.")
{
    SiteCommands.Run(),
    SiteCommands.Serve(),
    SiteCommands.Seed(),
    VerifyCommand.Create(),
    FundsCommand.Create(),
    IdleCommand.Create(),
    ExportCommand.Create(),
    ExportCommand.CheckPack(),
    DoCommand.Create(isAskedFor: args is ["do", ..]),
    ImportCommand.Create(),
    MatchCommand.Create(),
    BackupCommands.Backup(),
    BackupCommands.Restore(),
    RoleCommand.Create(),
};
return await root.Parse(args).InvokeAsync();

/// <summary>Visible to the test host.</summary>
public partial class Program;
