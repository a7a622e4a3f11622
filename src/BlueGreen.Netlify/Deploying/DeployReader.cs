using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Looks at a deploy that is waited for. A look that fails says nothing about the deploy, and is taken again.</summary>
internal sealed class DeployReader(NetlifySite site, TimeLeft time)
{
    /// <summary>So many refusals in a row are believed.</summary>
    private const int MostRefusals = 3;

    /// <exception cref="ProviderException">The deploy is not there, or it could not be looked at in time.</exception>
    public async Task<NetlifyDeploy> ReadAsync(string deploy, CancellationToken cancellationToken)
    {
        for (var refusals = 0; ;)
        {
            try
            {
                return await site.Client.ReadDeployAsync(deploy, cancellationToken).ConfigureAwait(false) with { Id = deploy };
            }
            catch (ProviderException failure) when (!NetlifyFailure.IsGone(failure) && (failure.IsTransient || ++refusals < MostRefusals))
            {
                var pause = failure.RetryAfter > site.Options.PollInterval ? failure.RetryAfter.Value : site.Options.PollInterval;
                if (!time.IsEnoughFor(pause))
                {
                    throw;
                }

                site.Logger.LookedAgain(site.Name, deploy, failure.Message);
                await time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until the next look.</summary>
    /// <exception cref="ProviderException">There is no time left. The deploy goes on at Netlify.</exception>
    public Task PauseAsync(NetlifyDeploy deploy, CancellationToken cancellationToken) => time.IsEnoughFor(site.Options.PollInterval)
        ? time.PauseAsync(site.Options.PollInterval, cancellationToken)
        : throw ProviderException.Transient(
            $"Deploy {deploy.Id} of site {site.Name} is still '{deploy.State}' at the deadline. It goes on at Netlify ({deploy.AdminUrl ?? "see the site's deploys"}); allow the step more time where sites are large.");

    /// <summary>Looks once more at a deploy that says it failed, and believes it then.</summary>
    public async Task ThrowUnlessWrongAsync(NetlifyDeploy failed, CancellationToken cancellationToken)
    {
        var again = await ReadAsync(failed.Id!, cancellationToken).ConfigureAwait(false);
        if (again.HasFailed())
        {
            throw ProviderException.Permanent(
                $"Deploy {failed.Id} of site {site.Name} ended in '{again.State}': {again.ErrorMessage ?? "no message"}. Mend what it names ({again.AdminUrl ?? "see the site's deploys"}), and start a new rollout.");
        }
    }
}
