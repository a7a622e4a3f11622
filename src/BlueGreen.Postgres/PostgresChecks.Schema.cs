using BlueGreen.Plans;
using BlueGreen.Postgres.Checking;
using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Schema;

namespace BlueGreen.Postgres;

/// <content>Whether the schema is what it should be.</content>
public sealed partial class PostgresChecks
{
    /// <summary>The schema must be this one, such as a file in the repository holds it. What is compared is what its <see cref="DatabaseSchema.Scope"/> says.</summary>
    /// <param name="expected">What is expected, such as from <see cref="DatabaseSchema.LoadAsync"/>.</param>
    public Check SchemaIs(DatabaseSchema expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Make($"schema of {_database} is {expected.Fingerprint}", expected.Fingerprint, (session, stop) => SchemaCheck.IsAsync(session, expected, stop));
    }

    /// <summary>
    /// The schema must be what the last migration left, or a person accepted: nobody changed it by hand. Passes where the journal has kept nothing yet. The role needs USAGE on the journal's schema and
    /// SELECT on its tables.
    /// </summary>
    /// <param name="journalSchema">The schema that holds the migrations' journal. Default: <c>bluegreen</c>.</param>
    /// <exception cref="ArgumentException">That is no name of a schema.</exception>
    public Check SchemaAsMigrated(string journalSchema = SchemaName.Default)
    {
        var journal = new SchemaJournal(SchemaName.Check(journalSchema));
        return Make($"schema of {_database} is as migrated", journalSchema, (session, stop) => SchemaCheck.AsMigratedAsync(session, journal, stop));
    }

    /// <summary>A plan's step; see <see cref="PostgresRolloutBuilderExtensions.ValidateSchema"/>.</summary>
    internal ICustomStepHandler SchemaValidation(string journalSchema)
    {
        var journal = new SchemaJournal(SchemaName.Check(journalSchema));
        return new SchemaStep(
            new($"postgres-schema:{_database.Database}", "1"),
            (operation, stop) => _sessions.AskAsync(operation, (session, token) => SchemaCheck.AsMigratedAsync(session, journal, token), stop),
            (operation, stop) => _sessions.AskAsync(operation, (session, token) => SchemaCheck.AsBeforeAsync(session, journal, operation.Rollout, token), stop));
    }
}
