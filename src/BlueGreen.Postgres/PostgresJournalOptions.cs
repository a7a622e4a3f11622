using System.ComponentModel.DataAnnotations;
using BlueGreen.Postgres.Schema;

namespace BlueGreen.Postgres;

/// <summary>Settings of what is kept in one database. Read once, when the first of the stores is made.</summary>
public sealed class PostgresJournalOptions
{
    /// <summary>The schema that holds all tables: 1 to 48 lower-case letters, digits and <c>_</c>, not beginning with a digit or <c>pg_</c>. Default: <c>bluegreen</c>.</summary>
    [RegularExpression(SchemaName.Pattern, ErrorMessage = "Schema must have 1 to 48 lower-case letters, digits and '_', and begin neither with a digit nor with 'pg_'.")]
    public string Schema { get; set; } = SchemaName.Default;

    /// <summary>
    /// Whether the schema is created and upgraded when it is first used. Where it is there already, nothing is written and no right to create is needed. Set it to false where only
    /// a script may change the database (<see cref="PostgresScripts"/>). Default: yes.
    /// </summary>
    public bool CreateSchema { get; set; } = true;

    /// <summary>How often watches look by themselves while the database's notifications do not arrive, as behind a pooler in transaction mode. Default: 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "PollInterval must lie between 10 ms and 1 minute.")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often watches look by themselves while notifications do arrive. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = "BackstopInterval must lie between 10 ms and 10 minutes.")]
    public TimeSpan BackstopInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it is tried out whether notifications arrive. This also keeps the listening connection alive. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00", ErrorMessage = "KeepAliveInterval must lie between 100 ms and 10 minutes.")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after its last acknowledgement a router becomes silent. Default: 10 seconds; routers acknowledge each second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "AcknowledgementLifetime must lie between 100 ms and 1 hour.")]
    public TimeSpan AcknowledgementLifetime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one statement may take; then it is cancelled, and the call fails as transient. Whole seconds. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "CommandTimeout must lie between 1 second and 10 minutes.")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    internal PostgresJournalOptions Copy() => (PostgresJournalOptions)MemberwiseClone();
}
