namespace BlueGreen.NetlifyEmulator.World;

/// <summary>Which deploy is live.</summary>
internal static class Publishing
{
    /// <summary>A deploy for production goes live by itself, unless the site is locked to another.</summary>
    public static void Finish(Deploy deploy, DateTimeOffset now)
    {
        if (!deploy.IsForProduction)
        {
            deploy.PublishedAt = now;
        }
        else if (!deploy.Site.IsLocked)
        {
            deploy.PublishedAt = now;
            Publish(deploy);
        }
    }

    /// <summary>Puts a deploy live by hand. A lock goes over to it. When it was first published stays what it was.</summary>
    public static void Restore(Deploy deploy, DateTimeOffset now)
    {
        if (deploy.Site.Current is { IsLocked: true } locked && locked != deploy)
        {
            (locked.IsLocked, deploy.IsLocked) = (false, true);
        }

        deploy.PublishedAt ??= now;
        deploy.UpdatedAt = now;
        Publish(deploy);
    }

    /// <summary>The one that was live before the present one; null for none.</summary>
    public static Deploy? Previous(Site site) => site.History.LastOrDefault(deploy => deploy != site.Current && site.Deploys.Contains(deploy));

    private static void Publish(Deploy deploy)
    {
        if (deploy.Site.Current != deploy)
        {
            deploy.Site.Current = deploy;
            deploy.Site.History.Add(deploy);
        }
    }
}
