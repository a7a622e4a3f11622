using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Sqlite;
using BlueGreen.Sqlite.Artifacts;
using BlueGreen.Sqlite.Connections;
using BlueGreen.Sqlite.Journal;
using BlueGreen.Sqlite.Notifications;
using BlueGreen.Sqlite.Traffic;
using BlueGreen.Traffic;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps rollouts in SQLite.</summary>
public static class SqliteServiceCollectionExtensions
{
    /// <summary>
    /// Keeps journals, the traffic register, artifacts and notification cursors in one SQLite file instead of in memory, before or after <c>AddBlueGreen</c>. Of several verbs that say where
    /// artifacts are kept the last one counts.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="path">The file, on a local disk. Its folder has to exist; the file is made when it is first needed. All processes of the machine that drive, route or watch may use it.</param>
    /// <param name="configure">Changes the other settings; all errors in them are reported when the app starts.</param>
    public static IServiceCollection AddBlueGreenSqliteJournal(this IServiceCollection services, string path, Action<SqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        services.AddOptions<SqliteOptions>().Configure(options => options.Path = path).Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidator>());
        services.TryAddSingleton(CreateDatabase);
        services.Replace(ServiceDescriptor.Singleton<IRolloutStore>(provider => new SqliteRolloutStore(provider.GetRequiredService<SqliteDatabase>())));
        services.Replace(ServiceDescriptor.Singleton<ITrafficRegister>(provider => new SqliteTrafficRegister(provider.GetRequiredService<SqliteDatabase>())));
        services.Replace(ServiceDescriptor.Singleton<IArtifactStore>(provider => new SqliteArtifactStore(provider.GetRequiredService<SqliteDatabase>())));
        services.Replace(ServiceDescriptor.Singleton<INotificationCursors>(provider => new SqliteNotificationCursors(provider.GetRequiredService<SqliteDatabase>())));
        return services;
    }

    private static SqliteDatabase CreateDatabase(IServiceProvider provider) => new(
        provider.GetRequiredService<IOptions<SqliteOptions>>().Value,
        provider.GetService<TimeProvider>(),
        provider.GetService<ILoggerFactory>()?.CreateLogger("BlueGreen.Sqlite") ?? NullLogger.Instance);
}
