using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.Postgres.Recovery;

/// <summary>
/// Names of restore points: application, rollout and stage, joined by <c>_</c>. What the server or a shell might read otherwise stands as <c>-</c>. Where that, or the server's limit, could make two names one, the end is a hash of
/// all three.
/// </summary>
internal static class RestorePointName
{
    /// <summary>The server's limit, in bytes.</summary>
    public const int Longest = 63;

    private const int LongestRollout = 32;
    private const int LongestStage = 14;

    public static string Of(string application, string rollout, string stage)
    {
        var words = string.Concat(stage.Select(c => IsPlain(c) ? c : '-'));
        var name = $"{application}_{rollout}_{words}";
        return name.Length <= Longest && stage.All(c => IsPlain(c) || c == ' ') ? name : Shortened(application, rollout, words, Hash($"{application}\n{rollout}\n{stage}"));
    }

    /// <summary>The rollout is kept longest: it is what people look for. All letters are ASCII, one byte each.</summary>
    private static string Shortened(string application, string rollout, string stage, string hash)
    {
        var room = Longest - hash.Length - 3;
        var which = Cut(rollout, LongestRollout);
        var where = Cut(stage, Math.Max(LongestStage, room - which.Length - application.Length));
        return $"{Cut(application, room - which.Length - where.Length)}_{which}_{where}~{hash}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '%' or '(' or ')';
}
