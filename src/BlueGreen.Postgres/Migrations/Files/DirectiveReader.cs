using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Finds the directives of a script: comments that begin a line. In strings and function bodies there are none.</summary>
internal static partial class DirectiveReader
{
    private static readonly string[] Known = ["expand", "backfill", "verify", "contract", "down", "needs", "no-transaction", "idempotent", "allow", "no-variables"];

    public static ImmutableArray<Directive> Read(string file, string text, MigrationProblems problems)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return [];
        }

        var directives = ImmutableArray.CreateBuilder<Directive>();
        foreach (var token in SqlLexer.Read(text).Where(token => token.Kind == SqlTokenKind.LineComment && BeginsLine(text, token.Start)))
        {
            if (Form().Match(text, token.Start, token.Length) is { Success: true } match)
            {
                directives.Add(new(match.Groups[1].Value, match.Groups[2].Value.Trim(), token.Start, token.End, text.AsSpan(0, token.Start).Count('\n') + 1));
            }
        }

        foreach (var directive in directives.Where(directive => !Known.Contains(directive.Name)))
        {
            problems.Add(file, directive.Line, $"There is no directive @{directive.Name}.", $"Known are {string.Join(", ", Known.Select(name => $"@{name}"))}. In a mere comment, put a word before the @.");
        }

        return directives.ToImmutable();
    }

    private static bool BeginsLine(string text, int at) => at == 0 || text[at - 1] == '\n';

    [GeneratedRegex(@"\G--\s*@([A-Za-z-]+)(.*)", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
