namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Reads names as <c>format('%I.%I')</c> writes them.</summary>
internal static class QualifiedName
{
    /// <summary>The part before the first dot outside of quotes; all of it where there is none.</summary>
    public static string SchemaOf(string name)
    {
        var isQuoted = false;
        for (var i = 0; i < name.Length; i++)
        {
            isQuoted ^= name[i] == '"';
            if (name[i] == '.' && !isQuoted)
            {
                return name[..i];
            }
        }

        return name;
    }
}
