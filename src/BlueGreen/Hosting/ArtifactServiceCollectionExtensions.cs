using BlueGreen.Artifacts;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says where artifacts are kept.</summary>
public static class ArtifactServiceCollectionExtensions
{
    /// <summary>Keeps artifacts as files instead of in memory, before or after <c>AddBlueGreen</c>.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="directory">The folder; reachable from every host that may drive.</param>
    /// <param name="configure">Changes the other settings; all errors in them are reported when the app starts.</param>
    public static IServiceCollection AddBlueGreenFileArtifacts(this IServiceCollection services, string directory, Action<FileArtifactStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        services.AddOptions<FileArtifactStoreOptions>().Configure(options => options.Directory = directory).Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FileArtifactStoreOptions>, FileArtifactStoreOptionsValidator>());
        services.Replace(ServiceDescriptor.Singleton<IArtifactStore>(provider =>
            new FileArtifactStore(
                provider.GetRequiredService<IOptions<FileArtifactStoreOptions>>().Value, provider.GetService<TimeProvider>(), provider.GetService<ILogger<FileArtifactStore>>())));
        return services;
    }
}
