using System.Net;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Stops and deletes deploys, so that nothing of them is served. What is gone already is no failure.</summary>
internal sealed class DeployRemover(NetlifyClient client)
{
    public async Task RemoveAsync(NetlifyDeploy deploy, CancellationToken cancellationToken)
    {
        if (deploy.IsUnderWay())
        {
            await CancelAsync(deploy.Id!, cancellationToken).ConfigureAwait(false);
        }

        await UnlessGoneAsync(client.DeleteDeployAsync(deploy.Id!, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Stops a deploy. One that is over is refused by Netlify, and left as it is.</summary>
    public async Task CancelAsync(string deploy, CancellationToken cancellationToken)
    {
        try
        {
            await UnlessGoneAsync(client.CancelDeployAsync(deploy, cancellationToken)).ConfigureAwait(false);
        }
        catch (ProviderException refused) when (NetlifyFailure.StatusOf(refused) is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict or HttpStatusCode.BadRequest)
        {
            if (await IsUnderWayAsync(deploy, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private async Task<bool> IsUnderWayAsync(string deploy, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ReadDeployAsync(deploy, cancellationToken).ConfigureAwait(false)).IsUnderWay();
        }
        catch (ProviderException gone) when (NetlifyFailure.IsGone(gone))
        {
            return false;
        }
    }

    private static async Task UnlessGoneAsync(Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (ProviderException gone) when (NetlifyFailure.IsGone(gone))
        {
        }
    }
}
