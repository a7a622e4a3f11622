namespace BlueGreen.Postgres.Programs;

/// <summary>What a program says of its failure. Lines that quote rows are left out: they may hold data of users.</summary>
internal sealed class ProgramErrors(Action<string>? said)
{
    private const int Most = 5;
    private readonly List<string> _errors = [];
    private string? _last;

    public async Task ReadAsync(StreamReader source)
    {
        while (await source.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            said?.Invoke(line);
            Keep(line);
        }
    }

    public override string ToString() => _errors.Count > 0 ? string.Join(" ", _errors) : _last ?? "it said nothing.";

    private void Keep(string line)
    {
        if (line.Contains("error:", StringComparison.OrdinalIgnoreCase) || line.Contains("fatal:", StringComparison.OrdinalIgnoreCase))
        {
            if (_errors.Count < Most)
            {
                _errors.Add(Ended(line));
            }
        }
        else if (!string.IsNullOrWhiteSpace(line))
        {
            _last = Ended(line);
        }
    }

    private static string Ended(string line) => $"{line.Trim().TrimEnd('.')}.";
}
