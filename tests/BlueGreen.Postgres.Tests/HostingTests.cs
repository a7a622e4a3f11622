using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Postgres.Artifacts;
using BlueGreen.Postgres.Journal;
using BlueGreen.Postgres.Notifications;
using BlueGreen.Postgres.Traffic;
using BlueGreen.Traffic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BlueGreen.Postgres.Tests;

public sealed class HostingTests
{
    private const string Somewhere = "Host=127.0.0.1;Database=shop;Username=ann;Password=swordfish";

    [Theory, InlineData(true), InlineData(false)]
    public async Task All_four_are_replaced_before_and_after_AddBlueGreen(bool isFirst)
    {
        var services = new ServiceCollection().AddLogging();
        _ = isFirst ? services.AddBlueGreenPostgresJournal(Somewhere).AddBlueGreen().Services : services.AddBlueGreen().Services.AddBlueGreenPostgresJournal(Somewhere);
        await using var provider = services.BuildServiceProvider();
        Assert.IsType<PostgresRolloutStore>(provider.GetRequiredService<IRolloutStore>());
        Assert.IsType<PostgresTrafficRegister>(provider.GetRequiredService<ITrafficRegister>());
        Assert.IsType<PostgresArtifactStore>(provider.GetRequiredService<IArtifactStore>());
        Assert.IsType<PostgresNotificationCursors>(provider.GetRequiredService<INotificationCursors>());
    }

    [Fact]
    public async Task A_data_source_of_the_program_is_used_and_left_to_it()
    {
        await using var source = NpgsqlDataSource.Create(Somewhere);
        await using (var provider = new ServiceCollection().AddSingleton(source).AddBlueGreenPostgresJournal(found => found.GetRequiredService<NpgsqlDataSource>()).BuildServiceProvider())
        {
            Assert.IsType<PostgresRolloutStore>(provider.GetRequiredService<IRolloutStore>());
        }

        Assert.NotNull(source.CreateConnection());
    }

    [Fact]
    public async Task All_errors_in_the_settings_are_named_at_once()
    {
        await using var provider = new ServiceCollection().AddBlueGreenPostgresJournal(Somewhere, options =>
        {
            options.Schema = "Upper";
            options.PollInterval = TimeSpan.Zero;
        }).BuildServiceProvider();
        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IRolloutStore>());
        Assert.Equal(2, error.Failures.Count());
    }
}
