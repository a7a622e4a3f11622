using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Takes one deploy through its states until it is ready, from wherever it stands: tells the digests, sends what is missing, and waits.</summary>
internal sealed class DeployCourse(NetlifySite site, DeployManifest manifest, OperationContext operation, TimeLeft time)
{
    /// <summary>So many looks at a deploy that still asks for what was sent, before it is sent again.</summary>
    private const int Patience = 10;

    private readonly DeployReader _reader = new(site, time);
    private readonly HashSet<string> _sent = new(StringComparer.OrdinalIgnoreCase);
    private string? _state;
    private int _looks;

    /// <exception cref="ProviderException">The deploy failed, was deleted, or is not ready in time.</exception>
    public async Task<NetlifyDeploy> CompleteAsync(NetlifyDeploy begun, CancellationToken cancellationToken)
    {
        var deploy = begun.IsNew() ? begun : await _reader.ReadAsync(begun.Id!, cancellationToken).ConfigureAwait(false);   // a list does not say what is missing
        while (!deploy.IsReady())
        {
            Tell(deploy);
            time.ThrowIfLeaseIsLost($"Completing deploy {deploy.Id} of site {site.Name} for {operation.Operation}");
            if (deploy.HasFailed())
            {
                await _reader.ThrowUnlessWrongAsync(deploy, cancellationToken).ConfigureAwait(false);
            }
            else if (deploy.IsNew())
            {
                await TryAsync(deploy, DeclareAsync(deploy.Id!, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            else if (Missing(deploy) is { } missing)
            {
                await TryAsync(deploy, SendAsync(deploy.Id!, missing, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _reader.PauseAsync(deploy, cancellationToken).ConfigureAwait(false);
            }

            deploy = await _reader.ReadAsync(begun.Id!, cancellationToken).ConfigureAwait(false);
        }

        Tell(deploy);
        return deploy;
    }

    /// <summary>Does a part; where it fails, the deploy itself tells whether that matters.</summary>
    private async Task TryAsync(NetlifyDeploy before, Task part, CancellationToken cancellationToken)
    {
        try
        {
            await part.ConfigureAwait(false);
        }
        catch (ProviderException failure) when (!NetlifyFailure.IsGone(failure))
        {
            site.Logger.LookedAgain(site.Name, before.Id!, failure.Message);
            var after = await _reader.ReadAsync(before.Id!, cancellationToken).ConfigureAwait(false);
            if (!after.IsUploaded() && !after.HasFailed() && !(before.IsNew() && !after.IsNew()))
            {
                throw;
            }
        }
    }

    private Task<NetlifyDeploy> DeclareAsync(string deploy, CancellationToken cancellationToken) => site.Client.UpdateDeployAsync(
        deploy,
        new()
        {
            Files = manifest.FileDigests,
            Functions = manifest.Functions.IsEmpty ? null : manifest.FunctionDigests,
            Async = manifest.IsLarge,
            Draft = false,
        },
        cancellationToken);

    private async Task SendAsync(string deploy, DeployManifest missing, CancellationToken cancellationToken)
    {
        await new DeployUploader(site).UploadAsync(deploy, missing, operation, time, cancellationToken).ConfigureAwait(false);
        _sent.UnionWith(missing.Files.Concat(missing.Functions).Select(content => content.Digest));
        _looks = 0;
    }

    /// <summary>What the deploy asks for and was not sent; null where there is nothing to send now.</summary>
    private DeployManifest? Missing(NetlifyDeploy deploy)
    {
        if (!deploy.TakesFiles())
        {
            return null;
        }

        if (++_looks > Patience)
        {
            _sent.Clear();
        }

        var missing = new DeployManifest(Asked(manifest.Files, deploy.Required, deploy), Asked(manifest.Functions, deploy.RequiredFunctions, deploy));
        return missing.Files.IsEmpty && missing.Functions.IsEmpty ? null : missing;
    }

    /// <summary>One content for each digest; where the deploy does not say what it needs, all.</summary>
    private ImmutableArray<DeployedContent> Asked(ImmutableArray<DeployedContent> contents, ImmutableArray<string>? digests, NetlifyDeploy deploy)
    {
        var known = contents.DistinctBy(content => content.Digest).ToDictionary(content => content.Digest, StringComparer.OrdinalIgnoreCase);
        if (digests?.FirstOrDefault(digest => !known.ContainsKey(digest)) is { } strange)
        {
            throw ProviderException.Permanent(
                $"Deploy {deploy.Id} of site {site.Name} asks for the digest {strange}, which nothing in the folder has. The folder has changed since the deploy began; keep it as it is, and start a new rollout.");
        }

        return [.. (digests is { } asked ? asked.Distinct(StringComparer.OrdinalIgnoreCase).Select(digest => known[digest]) : known.Values).Where(content => !_sent.Contains(content.Digest))];
    }

    private void Tell(NetlifyDeploy deploy)
    {
        if (deploy.State is { } state && state != _state)
        {
            _state = state;
            site.Options.Progress?.Report(new NetlifyDeployStateSeen(deploy.Id!, state));
        }
    }
}
