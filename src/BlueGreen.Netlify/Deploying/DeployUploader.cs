using System.Net;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Sends what a deploy asks for, a few at a time. Netlify now and then answers an upload with an empty 401, so that is tried again, too.</summary>
internal sealed class DeployUploader(NetlifySite site)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int _done;

    public async Task UploadAsync(string deploy, DeployManifest missing, OperationContext operation, TimeLeft time, CancellationToken cancellationToken)
    {
        _done = 0;
        var all = missing.Files.Select(file => (Content: file, IsFunction: false)).Concat(missing.Functions.Select(function => (Content: function, IsFunction: true))).ToArray();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = site.Options.Uploads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(all, parallel, async (one, stop) =>
        {
            await SendAsync(deploy, one.Content, one.IsFunction, operation, time, stop).ConfigureAwait(false);
            site.Options.Progress?.Report(new NetlifyFileUploaded(deploy, one.Content.Name, one.Content.Length, Interlocked.Increment(ref _done), all.Length));
        }).ConfigureAwait(false);
    }

    private async Task SendAsync(string deploy, DeployedContent content, bool isFunction, OperationContext operation, TimeLeft time, CancellationToken cancellationToken)
    {
        await site.Uploads.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                time.ThrowIfLeaseIsLost($"Uploading {content.Name} to deploy {deploy} of site {site.Name} for {operation.Operation}");
                if (await TryAsync(deploy, content, isFunction, attempt, time, cancellationToken).ConfigureAwait(false) is not { } pause)
                {
                    return;
                }

                await time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            site.Uploads.Release();
        }
    }

    /// <summary>Sends once.</summary>
    /// <returns>How long to wait before the next attempt; null where it was taken.</returns>
    private async Task<TimeSpan?> TryAsync(string deploy, DeployedContent content, bool isFunction, int attempt, TimeLeft time, CancellationToken cancellationToken)
    {
        try
        {
            var stream = content.Open();
            await using (stream.ConfigureAwait(false))
            {
                await (isFunction
                    ? site.Client.UploadFunctionAsync(deploy, content.Name, "js", stream, attempt, cancellationToken)
                    : site.Client.UploadFileAsync(deploy, content.Name, stream, cancellationToken)).ConfigureAwait(false);
                return null;
            }
        }
        catch (ProviderException failure) when (attempt < site.Options.UploadRetries && MayPass(failure))
        {
            var pause = Pause(attempt, failure.RetryAfter);
            if (!time.IsEnoughFor(pause))
            {
                throw;
            }

            site.Logger.UploadRepeated(site.Name, failure.Message, pause);
            return pause;
        }
    }

    private static bool MayPass(ProviderException failure) => failure.IsTransient || NetlifyFailure.StatusOf(failure) == HttpStatusCode.Unauthorized;

    private static TimeSpan Pause(int attempt, TimeSpan? asked)
    {
        var usual = Shortest * Math.Pow(2, attempt);
        var pause = usual < Longest ? usual : Longest;
        return asked > pause ? asked.Value : pause;
    }
}
