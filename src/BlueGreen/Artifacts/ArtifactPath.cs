using System.Text;

namespace BlueGreen.Artifacts;

/// <summary>
/// Names as file names: letters, digits, <c>.</c>, <c>_</c> and <c>-</c> stand as they are, everything else and a leading dot as <c>%XX</c> per UTF-8 byte. So no name leaves its folder,
/// and different names have different files.
/// </summary>
internal static class ArtifactPath
{
    private const int Longest = 200;

    public static string Encode(string name, string what)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException($"An artifact needs {what}.", nameof(name));
        }

        var text = new StringBuilder();
        foreach (var letter in Encoding.UTF8.GetBytes(name))
        {
            var isPlain = char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'_' or (byte)'-' || (letter == '.' && text.Length > 0);
            _ = isPlain ? text.Append((char)letter) : text.Append('%').Append(letter.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.Length <= Longest
            ? text.ToString()
            : throw new ArgumentException($"The artifact's {what} '{name[..Math.Min(name.Length, 40)]}…' takes more than {Longest} characters in a file name. Use a shorter one.", nameof(name));
    }

    public static string Decode(string file) => Uri.UnescapeDataString(file);
}
