namespace BlueGreen.Postgres.Recovery;

/// <summary>Values in the server's files of settings.</summary>
internal static class ServerSetting
{
    public static string Quote(string value) => $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
