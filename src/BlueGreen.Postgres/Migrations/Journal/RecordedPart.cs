namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>A part that is noted as applied without being run.</summary>
/// <param name="Id">The part.</param>
/// <param name="Checksum">Its checksum; null where there is no file.</param>
/// <param name="Script">Its text; null where there is no file.</param>
/// <param name="Down">What undoes it; null where nothing does.</param>
/// <param name="Origin">Why it is noted, such as <c>baseline</c>.</param>
/// <param name="Detail">What a person should know.</param>
internal sealed record RecordedPart(MigrationPartId Id, string? Checksum, string? Script, string? Down, string Origin, string? Detail)
{
    public static RecordedPart Of(MigrationPart part, string origin, string? detail) => new(part.Id, part.Checksum, part.Script?.Text, part.Down?.Text, origin, detail);
}
