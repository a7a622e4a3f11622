using System.Collections.Immutable;

namespace BlueGreen.Netlify.Api;

/// <summary>A deploy, as Netlify answers it. Every member may be missing.</summary>
public sealed record NetlifyDeploy
{
    /// <summary>Its identifier.</summary>
    public string? Id { get; init; }

    /// <summary>The site's identifier.</summary>
    public string? SiteId { get; init; }

    /// <summary>How far it is, in Netlify's words: <c>new</c>, <c>uploading</c>, <c>processing</c>, <c>ready</c>, <c>error</c> and others; the list is not closed.</summary>
    public string? State { get; init; }

    /// <summary>The site's name.</summary>
    public string? Name { get; init; }

    /// <summary>The site's address.</summary>
    public string? Url { get; init; }

    /// <summary>The site's address by TLS.</summary>
    public string? SslUrl { get; init; }

    /// <summary>Where people manage it.</summary>
    public string? AdminUrl { get; init; }

    /// <summary>The deploy's address: its alias where it has one.</summary>
    public string? DeployUrl { get; init; }

    /// <summary>The deploy's address by TLS: its alias where it has one.</summary>
    public string? DeploySslUrl { get; init; }

    /// <summary>Its permalink and its alias.</summary>
    public NetlifyDeployLinks? Links { get; init; }

    /// <summary>Whether it is a draft.</summary>
    public bool? Draft { get; init; }

    /// <summary>Digests of the files that are to be uploaded.</summary>
    public ImmutableArray<string>? Required { get; init; }

    /// <summary>Digests of the functions that are to be uploaded.</summary>
    public ImmutableArray<string>? RequiredFunctions { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Its branch, or its alias.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit that was built.</summary>
    public string? CommitRef { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it changed last.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When it was published last.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Its context: <c>production</c>, <c>deploy-preview</c>, <c>branch-deploy</c>.</summary>
    public string? Context { get; init; }

    /// <summary>Whether it is locked.</summary>
    public bool? Locked { get; init; }

    /// <summary>Whether it has edge functions.</summary>
    public bool? EdgeFunctionsPresent { get; init; }
}
