using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.NetlifyEmulator.World;

/// <summary>Deploys that were there before.</summary>
internal static class Seeding
{
    public static async Task<Deploy> DeployAsync(NetlifyWorld world, Site site, IReadOnlyDictionary<string, string> files, string? branch, CancellationToken cancellationToken)
    {
        var deploy = await world.AddDeployAsync(site, branch, isDraft: false, source: "api", cancellationToken);
        lock (world.Gate)
        {
            var digests = new Dictionary<string, string>();
            foreach (var (path, content) in files)
            {
                var bytes = Encoding.UTF8.GetBytes(content);
#pragma warning disable CA5350 // Netlify names files by SHA-1.
                var sha = Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350
                site.Blobs[sha] = bytes;
                digests[path] = sha;
            }

            deploy.Files = digests;
            Lifecycle.Declare(deploy, isAsync: false, world.Now);
            while (Lifecycle.Advance(deploy, world.Now))
            {
            }
        }

        return deploy;
    }
}
