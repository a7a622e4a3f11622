using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>A stretch of a script: what one directive begins.</summary>
/// <param name="Kind">The directive's name; <c>expand</c> for what comes before the first.</param>
/// <param name="Argument">The directive's argument.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Text">Its text, without the directive.</param>
/// <param name="Attributes">The directives in it.</param>
internal sealed record MigrationSection(string Kind, string Argument, int Line, string Text, ImmutableArray<Directive> Attributes)
{
    public bool Has(string attribute) => Attributes.Any(directive => directive.Name == attribute);

    public static ImmutableArray<MigrationSection> Cut(string text, ImmutableArray<Directive> directives)
    {
        var heads = directives.Where(directive => directive.BeginsSection).Prepend(new("expand", "", 0, 0, 0)).ToArray();
        return [.. heads.Select((head, i) => Cut(text, head, i + 1 < heads.Length ? heads[i + 1].Start : text.Length, directives))];
    }

    private static MigrationSection Cut(string text, Directive head, int end, ImmutableArray<Directive> directives) => new(
        head.Name, head.Argument, head.Line, text[head.End..end],
        [.. directives.Where(directive => !directive.BeginsSection && directive.Start >= head.End && directive.Start < end)]);
}
