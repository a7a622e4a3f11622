namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Reads a script file into a migration.</summary>
internal sealed class MigrationFileReader(ScriptVariables variables, MigrationProblems problems)
{
    public Migration? Read(MigrationFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        if (!MigrationName.TryParse(name, out var number))
        {
            problems.Add(file.Name, "Its name is not that of a migration.", MigrationName.Rule);
            return null;
        }

        var text = file.Text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var directives = DirectiveReader.Read(file.Name, text, problems);
        var scripts = new ScriptReader(file.Name, directives.Any(directive => directive.Name == "no-variables") ? null : variables, problems);
        var parts = new PartReader(file.Name, name, number is null, scripts, problems).Read(MigrationSection.Cut(text, directives));
        return new()
        {
            Name = name,
            Number = number,
            Needs = [.. directives.Where(directive => directive.Name == "needs").SelectMany(Names)],
            Parts = parts,
        };
    }

    private static IEnumerable<string> Names(Directive needs) =>
        needs.Argument.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(name => name.EndsWith(".sql", StringComparison.Ordinal) ? name[..^4] : name);
}
