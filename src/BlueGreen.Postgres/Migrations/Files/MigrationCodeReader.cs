namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Makes migrations of code.</summary>
internal static class MigrationCodeReader
{
    public static IEnumerable<Migration> Read(IEnumerable<MigrationCode> code, MigrationProblems problems)
    {
        foreach (var item in code)
        {
            ArgumentNullException.ThrowIfNull(item);
            if (!MigrationName.TryParse(item.Name, out var number) || number is null)
            {
                problems.Add(item.Name, "Its name is not that of a migration in code.", "Name it like 0043_hash_emails.");
            }

            if (string.IsNullOrWhiteSpace(item.Version))
            {
                problems.Add(item.Name, "It has no version.", "Give it one, such as \"1\".");
            }

            if (item is { Down: not null, Phase: PostgresMigrationPhase.Verify or PostgresMigrationPhase.Contract })
            {
                problems.Add(item.Name, $"{item.Phase} cannot be undone.", "Leave Down out.");
            }

            yield return new() { Name = item.Name, Number = number ?? 0, Needs = item.Needs, Parts = [Part(item)] };
        }
    }

    private static MigrationPart Part(MigrationCode code) =>
        new() { Migration = code.Name, Phase = code.Phase, Code = code, Checksum = MigrationChecksum.Of($"code {code.Version}") };
}
