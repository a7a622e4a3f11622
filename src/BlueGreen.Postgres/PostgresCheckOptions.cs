using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Postgres;

/// <summary>Settings of checks. Read once, when the first check is made.</summary>
public sealed class PostgresCheckOptions
{
    /// <summary>How long a check's queries may take on the server; less where its step leaves less. Then the check has failed. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ErrorMessage = "StatementTimeout must lie between 10 ms and 1 hour.")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many offending rows a failure shows, with at most 8 columns each. 0 shows none. Default: 5.</summary>
    [Range(0, 20, ErrorMessage = "SampleRows must lie between 0 and 20.")]
    public int SampleRows { get; set; } = 5;

    /// <summary>
    /// Columns whose text is shown, cut at 64 characters; by their names in the result, in any case. Of all other columns only numbers, truth values, times and UUIDs are shown, because text may be data of users. Default: none.
    /// </summary>
    public ISet<string> ShowText { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns of which nothing is shown, whatever their type and <see cref="ShowText"/>. Default: none.</summary>
    public ISet<string> Hide { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
