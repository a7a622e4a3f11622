namespace DurableHost;

/// <summary>Where rollouts are kept: journal, leases, inbox, artifacts, and the register that the router follows.</summary>
internal static class StorePlace
{
    public static IServiceCollection AddStore(this IServiceCollection services, Options options)
    {
        var place = options.Store ?? $"sqlite:{Path.Combine(options.Folder, "rollouts.db")}";
        if (place.StartsWith("sqlite:", StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(place["sqlite:".Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return services.AddBlueGreenSqliteJournal(path, sqlite => sqlite.PollInterval = TimeSpan.FromMilliseconds(50));
        }

        return place.StartsWith("postgres:", StringComparison.Ordinal)
            ? services.AddBlueGreenPostgresJournal(place["postgres:".Length..])
            : throw new FormatException($"--store is '{place}', but must be sqlite:PATH or postgres:CONNECTIONSTRING.");
    }
}
