using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Reads what <see cref="SchemaText"/> writes.</summary>
internal sealed class SchemaTextReader(string text)
{
    private const string Property = "    ";
    private const string InBlock = "      ";

    private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');
    private int _at;

    public DatabaseSchema Read()
    {
        if (_lines[0].TrimEnd() != SchemaText.Head)
        {
            throw new FormatException($"Line 1 is '{_lines[0]}'; a schema begins with '{SchemaText.Head}'. Write the file with {nameof(DatabaseSchema)}.{nameof(DatabaseSchema.SaveAsync)}.");
        }

        _at = 1;
        var scope = ReadScope();
        var objects = new List<SchemaObject>();
        var table = "";
        for (SkipEmpty(); _at < _lines.Length; SkipEmpty())
        {
            var isPart = IsAt("  ");
            var (kind, name) = SchemaKinds.Read(_lines[_at].Trim()) ?? throw Wrong("a kind of object, such as 'table public.orders'");
            table = isPart ? table : name;
            _at++;
            objects.Add(new(kind, name, isPart ? table : null, ReadProperties()));
        }

        return new(scope, objects);
    }

    private SchemaScope ReadScope()
    {
        var scope = new SchemaScope();
        for (; IsAt("  "); _at++)
        {
            var (name, value) = Split(_lines[_at].Trim());
            scope = name switch
            {
                "journal" => scope with { JournalSchema = value },
                "only" => scope with { Schemas = scope.Schemas.Add(value) },
                "except" => scope with { Except = scope.Except.Add(value) },
                "partitions" => scope with { Partitions = value == "yes" },
                "grants" => scope with { Grants = value == "yes" },
                "comments" => scope with { Comments = value == "yes" },
                _ => throw Wrong("what of the database is compared, such as 'partitions: no'"),
            };
        }

        return scope;
    }

    private ImmutableArray<SchemaProperty> ReadProperties()
    {
        var properties = ImmutableArray.CreateBuilder<SchemaProperty>();
        while (IsAt(Property))
        {
            var (name, value) = Split(_lines[_at].Trim());
            _at++;
            properties.Add(new(name, value == SchemaText.Block ? ReadBlock() : value));
        }

        return properties.ToImmutable();
    }

    /// <summary>Empty lines belong to it when more of it follows.</summary>
    private string ReadBlock()
    {
        var (first, end) = (_at, _at);
        for (; _at < _lines.Length && (IsAt(InBlock) || _lines[_at].Length == 0); _at++)
        {
            end = _lines[_at].Length == 0 ? end : _at + 1;
        }

        _at = end;
        return string.Join('\n', _lines[first..end].Select(line => line.Length == 0 ? line : line[InBlock.Length..]));
    }

    private bool IsAt(string indent) => _at < _lines.Length && _lines[_at].StartsWith(indent, StringComparison.Ordinal);

    private (string Name, string Value) Split(string line) => line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon
        ? (line[..colon], line[(colon + 2)..])
        : throw Wrong("'name: value'");

    private void SkipEmpty()
    {
        while (_at < _lines.Length && string.IsNullOrWhiteSpace(_lines[_at]))
        {
            _at++;
        }
    }

    private FormatException Wrong(string expected) => new($"Line {_at + 1} is '{_lines[_at]}', where {expected} is expected. Write the file anew rather than by hand.");
}
