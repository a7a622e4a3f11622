using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BlueGreen.Postgres.Backups.Beside;

namespace BlueGreen.Postgres.Backups.Swapping;

/// <summary>What putting a restored copy in the place of the database that serves would take away.</summary>
public sealed record SwapPlan
{
    private const int Most = 3;

    /// <summary>The database that serves.</summary>
    public required string Database { get; init; }

    /// <summary>What would take its place.</summary>
    public required RestoredCopy Copy { get; init; }

    /// <summary>The tables that differ; a table that is not in the copy at all is lost with all its rows.</summary>
    public required ImmutableArray<TableLoss> Losses { get; init; }

    /// <summary>How many sessions would be ended.</summary>
    public required long Sessions { get; init; }

    /// <summary>How many rows would be lost.</summary>
    public long LostRows => Losses.Sum(loss => loss.Lost);

    /// <summary>What a person has to repeat to have it done: it names what would be lost.</summary>
    public string Token => string.Create(CultureInfo.InvariantCulture, $"swap {Database} for {Copy.Backup.Name} and lose {Words()} [{Digits()}]");

    /// <summary>The plan as a text for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"put {Copy} in the place of {Database}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  ends {Sessions} sessions; {Database} is kept beside it");
        text.AppendLine(Losses.IsEmpty ? "  lost: nothing, all rows are equal" : "  LOST");
        foreach (var loss in Losses)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {loss}");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"  to confirm: {Token}").ToString();
    }

    /// <summary>Whether it is still about the same loss.</summary>
    internal bool IsLike(SwapPlan other)
    {
        var (mine, others) = (Lost(), other.Lost());
        return mine.Length == others.Length && mine.Zip(others, (one, another) => one.IsLike(another)).All(alike => alike);
    }

    private TableLoss[] Lost() => [.. Losses.Where(loss => loss.Lost > 0)];

    private string Words() => Lost() switch
    {
        [] => "nothing",
        { Length: <= Most } few => string.Join(", ", few.Select(Named)),
        var many => $"{string.Join(", ", many.OrderByDescending(loss => loss.Lost).Take(Most).Select(Named))} and rows of {(many.Length - Most).ToString(CultureInfo.InvariantCulture)} more tables",
    };

    private static string Named(TableLoss loss) => string.Create(CultureInfo.InvariantCulture, $"{loss.Lost:N0} rows of {loss.Table}");

    private string Digits() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Database}\n{Copy.Name}\n{Copy.Backup.Name}\n{string.Join('\n', Losses)}")))[..8];
}
