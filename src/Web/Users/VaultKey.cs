using System.Security.Cryptography;
using Jiuji.Matching.Personal;
using Jiuji.Web.Database;

namespace Jiuji.Web.Users;

/// <summary>
/// The master key of the personal data, kept outside the database so that a copied database opens nothing: from <c>Vault__Key</c> (base64, 32 bytes),
/// or made once beside the data and readable by its owner only.
/// </summary>
public static class VaultKey
{
    public static PersonalVault Open(IConfiguration configuration, DatabaseChoice choice)
    {
        if (configuration["Vault:Key"] is { Length: > 0 } text)
        {
            return new PersonalVault(Convert.FromBase64String(text));
        }

        Directory.CreateDirectory(choice.Folder);
        var path = Path.Combine(choice.Folder, "vault.key");
        if (!File.Exists(path))
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            file.Write(RandomNumberGenerator.GetBytes(32));
        }

        return new PersonalVault(File.ReadAllBytes(path));
    }
}
