using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify;

/// <content>Sites and deploys.</content>
public sealed partial class NetlifyClient
{
    /// <summary>Reads the site, with its live deploy.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<NetlifySiteInfo> ReadSiteAsync(CancellationToken cancellationToken) =>
        GetAsync($"sites/{Escaped(_site)}", NetlifyJson.Default.NetlifySiteInfo, $"Reading site {_site}", cancellationToken);

    /// <summary>Lists the site's deploys, newest first, page by page as they are asked for.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public IAsyncEnumerable<NetlifyDeploy> ListDeploysAsync(CancellationToken cancellationToken) =>
        ListAsync($"sites/{Escaped(_site)}/deploys?per_page={PageSize}", NetlifyJson.Default.NetlifyDeployArray, $"Listing the deploys of site {_site}", cancellationToken);

    /// <summary>Reads a deploy.</summary>
    /// <param name="deploy">Its identifier.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<NetlifyDeploy> ReadDeployAsync(string deploy, CancellationToken cancellationToken) =>
        GetAsync(Path(deploy), NetlifyJson.Default.NetlifyDeploy, $"Reading {Named(deploy)}", cancellationToken);

    /// <summary>Creates a deploy. Never repeated: after a failure without an answer, look for the title.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="request">What is to be deployed; digests may follow with <see cref="UpdateDeployAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the call; it may have taken effect.</param>
    public Task<NetlifyDeploy> CreateDeployAsync(string title, NetlifyDeployRequest request, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, $"sites/{Escaped(_site)}/deploys?title={Escaped(title)}", NetlifyJson.Default.NetlifyDeploy, $"Creating a deploy '{title}' of site {_site}",
        Json(request, NetlifyJson.Default.NetlifyDeployRequest), false, cancellationToken);

    /// <summary>Says what a deploy consists of.</summary>
    /// <param name="deploy">Its identifier.</param>
    /// <param name="request">The digests.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<NetlifyDeploy> UpdateDeployAsync(string deploy, NetlifyDeployRequest request, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put, Path(deploy), NetlifyJson.Default.NetlifyDeploy, $"Sending the digests of {Named(deploy)}",
        Json(request, NetlifyJson.Default.NetlifyDeployRequest), true, cancellationToken);

    /// <summary>Sends a file of a deploy, once.</summary>
    /// <param name="deploy">The deploy's identifier.</param>
    /// <param name="path">The file's path on the site, without a leading slash.</param>
    /// <param name="content">Its content, whose length is known.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task UploadFileAsync(string deploy, string path, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        return _transport.UploadAsync(
            Relative($"deploys/{Escaped(deploy)}/files/{string.Join('/', path.Split('/').Select(Escaped))}"), $"Uploading {path} to {Named(deploy)}", content, 0, cancellationToken);
    }

    /// <summary>Sends a function of a deploy, once.</summary>
    /// <param name="deploy">The deploy's identifier.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="runtime">What runs it, such as <c>js</c>.</param>
    /// <param name="content">Its zip, whose length is known.</param>
    /// <param name="attempt">How often it was sent before.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task UploadFunctionAsync(string deploy, string name, string runtime, Stream content, int attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        return _transport.UploadAsync(
            Relative($"deploys/{Escaped(deploy)}/functions/{Escaped(name)}?runtime={Escaped(runtime)}&size={content.Length}"), $"Uploading function {name} to {Named(deploy)}",
            content, attempt, cancellationToken);
    }

    /// <summary>Makes a deploy the live one.</summary>
    /// <param name="deploy">Its identifier.</param>
    /// <param name="cancellationToken">Cancels the call; it may have taken effect.</param>
    public Task RestoreDeployAsync(string deploy, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Post, $"{Path(deploy)}/restore", $"Publishing {Named(deploy)}", null, cancellationToken);

    /// <summary>Makes the deploy live that was live before, whichever Netlify takes that to be. <see cref="RestoreDeployAsync"/> names it. Never repeated.</summary>
    /// <param name="cancellationToken">Cancels the call; it may have taken effect.</param>
    public Task RollBackSiteAsync(CancellationToken cancellationToken) =>
        _transport.SendAsync(HttpMethod.Put, Relative($"sites/{Escaped(_site)}/rollback"), $"Rolling back site {_site}", null, false, cancellationToken);

    /// <summary>Locks a deploy: while the live one is locked, builds from Git are not published.</summary>
    /// <param name="deploy">Its identifier.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task LockDeployAsync(string deploy, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Post, $"deploys/{Escaped(deploy)}/lock", $"Locking {Named(deploy)}", null, cancellationToken);

    /// <summary>Unlocks a deploy.</summary>
    /// <param name="deploy">Its identifier.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task UnlockDeployAsync(string deploy, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Post, $"deploys/{Escaped(deploy)}/unlock", $"Unlocking {Named(deploy)}", null, cancellationToken);

    /// <summary>Stops a deploy that is under way.</summary>
    /// <param name="deploy">Its identifier.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task CancelDeployAsync(string deploy, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Post, $"deploys/{Escaped(deploy)}/cancel", $"Cancelling {Named(deploy)}", null, cancellationToken);

    /// <summary>Deletes a deploy for good.</summary>
    /// <param name="deploy">Its identifier.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task DeleteDeployAsync(string deploy, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Delete, Path(deploy), $"Deleting {Named(deploy)}", null, cancellationToken);

    private string Path(string deploy) => $"sites/{Escaped(_site)}/deploys/{Escaped(deploy)}";

    private string Named(string deploy) => $"deploy {deploy} of site {_site}";
}
