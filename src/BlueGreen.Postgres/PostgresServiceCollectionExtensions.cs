using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Postgres;
using BlueGreen.Postgres.Artifacts;
using BlueGreen.Postgres.Journal;
using BlueGreen.Postgres.Notifications;
using BlueGreen.Postgres.Traffic;
using BlueGreen.Traffic;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says that rollouts are kept in PostgreSQL.</summary>
public static class PostgresServiceCollectionExtensions
{
    /// <summary>
    /// Keeps journal, traffic register, artifacts and notification cursors in a database instead of in memory, before or after <c>AddBlueGreen</c>. Hosts that use the same database and schema
    /// share them.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="connectionString">
    /// Where, in the words of Npgsql. Unless it says otherwise, statements are prepared automatically (<c>Max Auto Prepare=40</c>), and sessions, which nothing here changes, not reset after each
    /// call (<c>No Reset On Close=true</c>).
    /// </param>
    /// <param name="configure">Changes the settings; all errors in them are reported when the program starts.</param>
    public static IServiceCollection AddBlueGreenPostgresJournal(this IServiceCollection services, string connectionString, Action<PostgresJournalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var checkedString = PostgresDatabase.Complete(connectionString);
        return services.AddBlueGreenPostgresJournal(
            configure, (provider, options) => new(checkedString, options, provider.GetService<TimeProvider>(), provider.GetService<ILoggerFactory>()));
    }

    /// <summary>As with a connection string, on connections of a data source that the caller owns and disposes.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="source">Where. For speed its connection string should say <c>Max Auto Prepare=40;No Reset On Close=true</c>.</param>
    /// <param name="configure">Changes the settings; all errors in them are reported when the program starts.</param>
    public static IServiceCollection AddBlueGreenPostgresJournal(this IServiceCollection services, NpgsqlDataSource source, Action<PostgresJournalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(source);
        return services.AddBlueGreenPostgresJournal(
            configure, (provider, options) => new(source, options, provider.GetService<TimeProvider>(), provider.GetService<ILoggerFactory>()));
    }

    /// <summary>As with a connection string, on connections of a data source that is among the services.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="find">Finds the data source, such as <c>provider => provider.GetRequiredService&lt;NpgsqlDataSource>()</c>.</param>
    /// <param name="configure">Changes the settings; all errors in them are reported when the program starts.</param>
    public static IServiceCollection AddBlueGreenPostgresJournal(
        this IServiceCollection services, Func<IServiceProvider, NpgsqlDataSource> find, Action<PostgresJournalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(find);
        return services.AddBlueGreenPostgresJournal(
            configure, (provider, options) => new(find(provider), options, provider.GetService<TimeProvider>(), provider.GetService<ILoggerFactory>()));
    }

    private static IServiceCollection AddBlueGreenPostgresJournal(
        this IServiceCollection services, Action<PostgresJournalOptions>? configure, Func<IServiceProvider, PostgresJournalOptions, PostgresDatabase> open)
    {
        services.AddOptions<PostgresJournalOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresJournalOptions>, PostgresJournalOptionsValidator>());
        services.Replace(ServiceDescriptor.Singleton(provider => open(provider, provider.GetRequiredService<IOptions<PostgresJournalOptions>>().Value)));
        services.Replace(ServiceDescriptor.Singleton<IRolloutStore>(provider => new PostgresRolloutStore(provider.GetRequiredService<PostgresDatabase>())));
        services.Replace(ServiceDescriptor.Singleton<ITrafficRegister>(provider => new PostgresTrafficRegister(provider.GetRequiredService<PostgresDatabase>())));
        services.Replace(ServiceDescriptor.Singleton<IArtifactStore>(provider => new PostgresArtifactStore(provider.GetRequiredService<PostgresDatabase>())));
        services.Replace(ServiceDescriptor.Singleton<INotificationCursors>(provider => new PostgresNotificationCursors(provider.GetRequiredService<PostgresDatabase>())));
        return services;
    }
}
