using Microsoft.Extensions.Options;

namespace BlueGreen.Postgres.Backups;

/// <summary>Reports everything that is wrong with the options, not only the first thing.</summary>
[OptionsValidator]
internal sealed partial class PostgresBackupOptionsValidator : IValidateOptions<PostgresBackupOptions>;
