using BlueGreen.Plans;
using BlueGreen.Postgres;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Recovery;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlueGreen;

/// <summary>Says in a plan that a PostgreSQL database takes part.</summary>
public static class PostgresRolloutBuilderExtensions
{
    /// <summary>Says that the scripts of a folder migrate the database that blue and green share, in the plan's <c>Expand</c> and <c>Contract</c>.</summary>
    /// <param name="builder">The plan.</param>
    /// <param name="database">The database, in the words of Npgsql, without a pooler in transaction mode before it. The role has to own what is migrated.</param>
    /// <param name="folder">The folder with the migrations.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="variables">What <c>${name}</c> stands for in the scripts. Default: nothing.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="InvalidMigrationsException">Something is wrong with the scripts; it lists all of it.</exception>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense.</exception>
    public static RolloutBuilder UsePostgresMigrations(
        this RolloutBuilder builder, string database, string folder,
        PostgresMigrationOptions? options = null, IReadOnlyDictionary<string, string>? variables = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Migrations(new PostgresMigrationRunner(database, MigrationSet.Read(folder, variables), options, loggers: loggers));
    }

    /// <summary>As with a connection string, on connections of a data source that the caller owns and disposes.</summary>
    /// <param name="builder">The plan.</param>
    /// <param name="database">The database. It must say <c>Pooling=false</c>.</param>
    /// <param name="folder">The folder with the migrations.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="variables">What <c>${name}</c> stands for in the scripts. Default: nothing.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="InvalidMigrationsException">Something is wrong with the scripts; it lists all of it.</exception>
    /// <exception cref="ArgumentException">The data source pools its connections, or a setting makes no sense.</exception>
    public static RolloutBuilder UsePostgresMigrations(
        this RolloutBuilder builder, NpgsqlDataSource database, string folder,
        PostgresMigrationOptions? options = null, IReadOnlyDictionary<string, string>? variables = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Migrations(new PostgresMigrationRunner(database, MigrationSet.Read(folder, variables), options, loggers: loggers));
    }

    /// <summary>Says that <c>BackUp(Snapshot.Database())</c> dumps this database, and restores the dump beside it to prove it.</summary>
    /// <param name="builder">The plan.</param>
    /// <param name="database">The database, in the words of Npgsql, without a pooler before it. The role has to read all tables, and needs <c>CREATEDB</c> for the proof.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense.</exception>
    public static RolloutBuilder UsePostgresBackups(this RolloutBuilder builder, string database, PostgresBackupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Services(new PostgresSnapshots(database, options));
    }

    /// <summary>
    /// Checks that the schema is what the last migration left, and once more when a rollback comes back to this step: then, where nothing of the rollout's migrations stayed, it must be as it was before the first
    /// of them. Stands before <c>Expand</c>, so that it is undone after it.
    /// </summary>
    /// <param name="builder">The plan.</param>
    /// <param name="database">The database.</param>
    /// <param name="name">The step's name, unique within the plan. Default: <c>schema</c>.</param>
    /// <param name="journalSchema">The schema that holds the migrations' journal. Default: <c>bluegreen</c>.</param>
    /// <exception cref="ArgumentException">That is no name of a schema.</exception>
    public static RolloutBuilder ValidateSchema(this RolloutBuilder builder, PostgresChecks database, string name = "schema", string journalSchema = "bluegreen")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(database);
        return builder.Step(name, database.SchemaValidation(journalSchema), "checks that the schema is as it was");
    }

    /// <summary>
    /// Sets a restore point before each stage that changes something, without the plan naming any: before migrations, each shift of traffic, promotion and contract. Each is a step of its own, named after application, rollout
    /// and stage; report and journal list them with the commands that come back. Whether the server can do it at all is found by the pre-flight. Of a stage that is left out, so is the point.
    /// </summary>
    /// <param name="builder">The plan.</param>
    /// <param name="points">Who sets them.</param>
    /// <param name="onFailure">What happens where one cannot be set. Default: the stage fails.</param>
    public static RolloutBuilder RestorePoints(this RolloutBuilder builder, PostgresRestorePoints points, RestorePointFailure onFailure = RestorePointFailure.FailStage)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(points);
        var handler = new RestorePointStep(points, onFailure);
        return builder.BeforeEach(step => step is MigrateStep or ShiftStep or PromoteStep, RestorePointStep.What, handler, handler.Settings);
    }

    /// <summary>Sets a restore point named after application, rollout and step, and waits until it is archived, so that the server can be recovered to this place in the plan.</summary>
    /// <param name="builder">The plan.</param>
    /// <param name="points">Who sets it.</param>
    /// <param name="name">The step's name, unique within the plan, such as <c>before the import</c>.</param>
    /// <param name="onFailure">What happens where it cannot be set. Default: the step fails.</param>
    public static RolloutBuilder RestorePoint(
        this RolloutBuilder builder, PostgresRestorePoints points, string name = RestorePointStep.What, RestorePointFailure onFailure = RestorePointFailure.FailStage)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(points);
        var handler = new RestorePointStep(points, onFailure);
        return builder.Step(name, handler, settings: handler.Settings);
    }
}
