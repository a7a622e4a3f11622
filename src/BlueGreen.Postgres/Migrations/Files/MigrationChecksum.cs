using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>SHA-256 over a script as a person sees it: line endings are the same everywhere, and blank lines around it do not count.</summary>
internal static class MigrationChecksum
{
    public static string Of(string script) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script.ReplaceLineEndings("\n").Trim())));
}
