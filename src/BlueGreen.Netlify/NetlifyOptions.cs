using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using BlueGreen.Http;

namespace BlueGreen.Netlify;

/// <summary>Settings of one Netlify site. Read once, when its <see cref="NetlifySite"/> is made.</summary>
public sealed class NetlifyOptions : IValidatableObject
{
    /// <summary>The site: its identifier, as under <i>Project configuration</i>, or its domain, such as <c>shop.netlify.app</c>.</summary>
    [Required(ErrorMessage = "Site must name the site: its identifier, or its domain such as shop.netlify.app.")]
    [RegularExpression("[A-Za-z0-9._-]+", ErrorMessage = "Site must have letters, digits, '.', '_' and '-' only: its identifier, or its domain such as shop.netlify.app.")]
    public string Site { get; set; } = "";

    /// <summary>A personal access token that may change the site.</summary>
    [Required(ErrorMessage = "Token must hold a personal access token of Netlify. Take it from a variable or a vault.")]
    public Secret? Token { get; set; }

    /// <summary>Where the API answers. Default: <c>https://api.netlify.com/api/v1/</c>. <c>http</c> is taken for this machine only.</summary>
    [Required(ErrorMessage = "BaseAddress must be an address, such as https://api.netlify.com/api/v1/.")]
    public Uri BaseAddress { get; set; } = new("https://api.netlify.com/api/v1/");

    /// <summary>The slug of the team that owns the site, for its variables. Default: null, as the site says.</summary>
    [RegularExpression("[A-Za-z0-9._-]+", ErrorMessage = "Account must be the slug of a team: letters, digits, '.', '_' and '-'.")]
    public string? Account { get; set; }

    /// <summary>The folder to deploy where the release has no artifact; may hold the placeholders of <see cref="ReleaseToken"/>. Default: null.</summary>
    public string? Folder { get; set; }

    /// <summary>
    /// The folder with the functions: files ending in .js, .mjs or .cjs and folders, which are zipped as they stand, and .zip files, which are sent as they are. May hold the placeholders of
    /// <see cref="ReleaseToken"/>. Default: null, for no functions.
    /// </summary>
    public string? Functions { get; set; }

    /// <summary>
    /// The alias that a deploy gets, with the placeholders of <see cref="ReleaseToken"/>; it is turned into lower-case letters, digits and <c>-</c>, at most 37. Default:
    /// <c>green-{release.version}</c>.
    /// </summary>
    [Required(ErrorMessage = "Alias must say which alias a deploy gets; see ReleaseToken for placeholders.")]
    public string Alias { get; set; } = $"green-{ReleaseToken.Version}";

    /// <summary>
    /// The branch whose deploys go to production; an alias of that name would publish at once, and is refused. Default: null, as the site says, or <c>main</c> and <c>master</c> where it does not.
    /// </summary>
    public string? ProductionBranch { get; set; }

    /// <summary>
    /// The response header that names the version on all static files; it is written into the deploy's <c>_headers</c>. Default: <c>x-deployment-version</c>; null for none.
    /// </summary>
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+", ErrorMessage = "VersionHeader must be an HTTP header name, such as x-deployment-version, or null for none.")]
    public string? VersionHeader { get; set; } = "x-deployment-version";

    /// <summary>
    /// Whether the live deployment is locked after it was published, so that the next build from Git does not replace it. Nothing is ever unlocked. Default: null, for yes where the site is linked
    /// to a repository.
    /// </summary>
    public bool? LockLive { get; set; }

    /// <summary>Whether split tests are allowed although edge functions do not run while one is on. Default: no.</summary>
    public bool SplitDespiteEdgeFunctions { get; set; }

    /// <summary>What a purge empties: what was cached under these tags. Default: null, for everything. An empty list would purge nothing, and is refused.</summary>
    public IReadOnlyList<string>? CacheTags { get; set; }

    /// <summary>The DNS zone that Netlify manages for the application: its name, such as <c>example.com</c>, or its identifier. Default: null; without it there are no DNS steps and snapshots.</summary>
    [RegularExpression("[A-Za-z0-9._-]+", ErrorMessage = "DnsZone must be a zone's name, such as example.com, or its identifier.")]
    public string? DnsZone { get; set; }

    /// <summary>How many files are sent at a time. From 1 to 10. Default: 5, the limit that Netlify states for free sites.</summary>
    [Range(1, 10, ErrorMessage = "Uploads must lie between 1 and 10.")]
    public int Uploads { get; set; } = 5;

    /// <summary>How often the upload of a file is tried again. From 0 to 20. Default: 5.</summary>
    [Range(0, 20, ErrorMessage = "UploadRetries must lie between 0 and 20.")]
    public int UploadRetries { get; set; } = 5;

    /// <summary>How long the upload of one file may take. From 1 second to 50 minutes. Default: 10 minutes.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a deploy is looked at while it is waited for. From 10 ms to 1 minute. Default: 1 second.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Timeouts, repetition, pauses and the breaker of all requests.</summary>
    public HttpResilienceOptions Http { get; } = new();

    /// <summary>Is told how far deploys are. Default: nobody.</summary>
    public IProgress<NetlifyProgress>? Progress { get; set; }

    internal NetlifyOptions Copy() => (NetlifyOptions)MemberwiseClone();

    [SuppressMessage("Minor Code Smell", "CA1033", Justification = "Only the validator asks.")]
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => NetlifyOptionsRules.Find(this);
}
