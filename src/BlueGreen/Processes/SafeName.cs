using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.Processes;

/// <summary>Names that are safe in file names and URLs.</summary>
internal static class SafeName
{
    private const int Longest = 64;

    /// <summary>The text itself where it is safe, else a likeness of it with a mark that keeps different texts apart.</summary>
    public static string Of(string text) => IsSafe(text) ? text : $"{Likeness(text)}-{Mark(text)}";

    /// <summary>A deployment's name: the version in safe letters and a mark of the operation.</summary>
    public static string OfDeployment(string version, string operation) => $"{Likeness(version)}-{Mark(operation)}";

    /// <summary>Ten letters that tell texts apart.</summary>
    public static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];

    public static bool IsSafe(string text) => text.Length is > 0 and <= 2 * Longest && text[0] is not ('.' or '-') && text.All(IsSafe);

    private static string Likeness(string text)
    {
        var safe = new string([.. text.Take(Longest).Select(letter => IsSafe(letter) ? letter : '-')]).Trim('.', '-');
        return safe.Length > 0 ? safe : "release";
    }

    private static bool IsSafe(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';
}
