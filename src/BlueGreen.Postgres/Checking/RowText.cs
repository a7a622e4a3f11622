using System.Globalization;
using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>Writes rows for the record: bounded, and without what may be data of users.</summary>
internal sealed class RowText(PostgresCheckOptions options)
{
    private const int MostColumns = 8;
    private const int LongestText = 64;
    private const string Hidden = "***";

    public int MostRows => options.SampleRows;

    public string Of(NpgsqlDataReader reader)
    {
        var cells = Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns)).Select(i => $"{Cut(reader.GetName(i))}={Cell(reader, i)}");
        return string.Join(", ", reader.FieldCount > MostColumns ? cells.Append("…") : cells);
    }

    public string Cell(NpgsqlDataReader reader, int column)
    {
        if (options.Hide.Contains(reader.GetName(column)))
        {
            return Hidden;
        }

        try
        {
            return Text(reader.GetValue(column), options.ShowText.Contains(reader.GetName(column)));
        }
        catch (Exception exception) when (exception is InvalidCastException or NotSupportedException or OverflowException)
        {
            return Hidden;
        }
    }

    private static string Text(object value, bool showText) => value switch
    {
        DBNull => "null",
        bool truth => truth ? "true" : "false",
        byte or short or int or long or uint or ulong or float or double or decimal => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        DateTime or DateTimeOffset => string.Create(CultureInfo.InvariantCulture, $"{value:O}"),
        DateOnly or TimeOnly or TimeSpan or Guid => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        string text when showText => Cut(text),
        _ => Hidden,
    };

    private static string Cut(string text)
    {
        var line = string.Concat(text.Take(LongestText).Select(character => char.IsControl(character) ? ' ' : character));
        return text.Length <= LongestText ? line : $"{line}…";
    }
}
