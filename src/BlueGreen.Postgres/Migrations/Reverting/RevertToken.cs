using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Makes what a person repeats: what would be lost in words, and eight digits that stand for the state of the database.</summary>
internal static class RevertToken
{
    private const int Most = 3;

    /// <param name="plan">The plan without a token.</param>
    /// <param name="database">The database, in words.</param>
    /// <param name="schema">The fingerprint of the schema as it is.</param>
    /// <param name="last">The last event of the history.</param>
    public static string Of(RevertPlan plan, string database, string schema, long last) => $"revert {plan.Migration} and lose {Words(plan)} [{Digits(plan, $"{database}\n{schema}", last)}]";

    private static string Words(RevertPlan plan)
    {
        var lost = plan.Losses.Where(loss => !loss.IsEmpty).Select(loss => loss.What).ToList();
        return lost.Count switch
        {
            0 => "nothing",
            <= Most => string.Join(", ", lost),
            _ => $"{string.Join(", ", lost.Take(Most))} and {lost.Count - Most} more",
        };
    }

    private static string Digits(RevertPlan plan, string schema, long last)
    {
        var text = new StringBuilder(FormattableString.Invariant($"{plan.Migration}\n{schema}\n{last}\n"));
        foreach (var statement in plan.Downs.SelectMany(down => down.Statements.Select(statement => $"{down.Name} {statement.Text}")).Concat(plan.Losses.Select(loss => $"{loss.Kind} {loss.Name}")))
        {
            text.Append(statement).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..8];
    }

    /// <summary>The digits of a token.</summary>
    public static string DigitsOf(string token) => token.Length > 10 ? token[^9..^1] : token;
}
