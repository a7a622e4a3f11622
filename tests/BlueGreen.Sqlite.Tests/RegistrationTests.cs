using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Sqlite.Artifacts;
using BlueGreen.Sqlite.Journal;
using BlueGreen.Sqlite.Notifications;
using BlueGreen.Sqlite.Tests.Fixtures;
using BlueGreen.Sqlite.Traffic;
using BlueGreen.Traffic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BlueGreen.Sqlite.Tests;

/// <summary>The verb.</summary>
public sealed class RegistrationTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_four_are_in_the_file_whichever_verb_comes_first(bool isFirst)
    {
        var services = new ServiceCollection().AddLogging();
        if (isFirst)
        {
            services.AddBlueGreenSqliteJournal(_folder.Database);
        }

        services.AddBlueGreen();
        if (!isFirst)
        {
            services.AddBlueGreenSqliteJournal(_folder.Database);
        }

        await using var provider = services.BuildServiceProvider();
        Assert.IsType<SqliteRolloutStore>(provider.GetRequiredService<IRolloutStore>());
        Assert.IsType<SqliteTrafficRegister>(provider.GetRequiredService<ITrafficRegister>());
        Assert.IsType<SqliteArtifactStore>(provider.GetRequiredService<IArtifactStore>());
        Assert.IsType<SqliteNotificationCursors>(provider.GetRequiredService<INotificationCursors>());
        await Rollouts.StartedAsync(provider.GetRequiredService<IRolloutStore>(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(File.Exists(_folder.Database));
    }

    [Fact]
    public async Task Faults_of_settings_stop_the_app()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddBlueGreenSqliteJournal(_folder.Database, options => options.BusyTimeout = TimeSpan.Zero);
        using var host = builder.Build();
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("BusyTimeout", fault.Message);
    }
}
