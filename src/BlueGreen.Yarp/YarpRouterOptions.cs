using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Yarp;

/// <summary>Settings of one application's router in this process. Read once, when the router is created.</summary>
public sealed class YarpRouterOptions : IValidatableObject
{
    /// <summary>
    /// The name under which this router acknowledges what it routes by; unique among the application's routers. Give it a name that
    /// lasts, such as that of the machine and the port: a router that starts again after a crash then takes the place of its former self, for which changes would wait
    /// otherwise. Default: null, which makes one of the machine's name, the process id and a random part.
    /// </summary>
    [RegularExpression(@"\S(.{0,126}\S)?",
        ErrorMessage = "RouterName must have 1 to 128 characters and neither begin nor end with white space. Leave it null to get a unique name.")]
    public string? RouterName { get; set; }

    /// <summary>
    /// The response header that names the version that served the request, or the deployment's identifier where its version is not known; what is not
    /// printable ASCII is percent-encoded. It replaces one of that name from the deployment, and says <c>none</c> where no
    /// deployment receives traffic. Default: <c>x-deployment-version</c>.
    /// </summary>
    [Required(ErrorMessage = "VersionHeader must name a response header, such as x-deployment-version.")]
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+",
        ErrorMessage = "VersionHeader must be an HTTP header name: letters, digits and !#$%&'*+.^_`|~- only, such as x-deployment-version.")]
    public string VersionHeader { get; set; } = "x-deployment-version";

    /// <summary>
    /// How long a change waits until every router acknowledged it; then it fails as transient, naming those that lag. Also how long the start of the app waits for the register.
    /// Default: 15 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "AcknowledgeTimeout must lie between 1 ms and 1 hour.")]
    public TimeSpan AcknowledgeTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long this router goes on routing by the last split without the register; then it answers 503 until it has looked again, and changes no longer wait for it. That lets
    /// a rollback be done although a router is cut off or dead, and ends traffic when the register is away for longer. Default: null: traffic goes on however long that
    /// is, and changes wait for the router until it is back or somebody withdraws it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "30.00:00:00", ErrorMessage = "WithoutRegisterLimit must lie between 5 seconds and 30 days. Set it to null for no limit.")]
    public TimeSpan? WithoutRegisterLimit { get; set; }

    /// <summary>How long a forwarded request may go without a byte in either direction; then it fails. Default: 100 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "ActivityTimeout must lie between 1 ms and 1 day.")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How often a request is tried again when the connection to a deployment fails. Only where that is safe: its method is idempotent, it has no body, and nothing of an
    /// answer has reached the client. The failure counts as the deployment's all the same. From 0 to 5. Default: 1.
    /// </summary>
    [Range(0, 5, ErrorMessage = "Retries must lie between 0 and 5.")]
    public int Retries { get; set; } = 1;

    /// <summary>
    /// How long a WebSocket or a stream of server-sent events may outlive its deployment's weight; then it is cut, and counted. Null leaves it open until the deployment
    /// stops. Shorter than the plan's drain time, so that draining ends before the deployment is stopped. Default: 20 seconds; a plan drains for 30.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "LongLivedLimit must lie between 1 ms and 1 day. Set it to null for no limit.")]
    public TimeSpan? LongLivedLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The request header that names the user, such as one that an identity proxy sets. Requests with the same value go to the same deployment: while a share rises nobody
    /// leaves the deployment that it belongs to, and a split of 100% holds for everybody at once. Default: null, for none.
    /// </summary>
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+",
        ErrorMessage = "StickyHeader must be an HTTP header name: letters, digits and !#$%&'*+.^_`|~- only, such as x-user-id.")]
    public string? StickyHeader { get; set; }

    /// <summary>The cookie that names the user, in the way of <see cref="StickyHeader"/>, which goes before it where a request has both. Default: null, for none.</summary>
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+",
        ErrorMessage = "StickyCookie must be a cookie name: letters, digits and !#$%&'*+.^_`|~- only, such as bluegreen-user.")]
    public string? StickyCookie { get; set; }

    /// <summary>
    /// Gives users without the cookie one with a random value, for this long: <c>HttpOnly</c>, <c>SameSite=Lax</c>, and <c>Secure</c> where the request came over https.
    /// Default: null, to give none; requests without header and cookie are then divided at random.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "400.00:00:00", ErrorMessage = "StickyCookieLifetime must lie between 1 second and 400 days.")]
    public TimeSpan? StickyCookieLifetime { get; set; }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (StickyCookieLifetime is not null && StickyCookie is null)
        {
            yield return new("StickyCookieLifetime says how long a cookie lives, but StickyCookie names none. Set StickyCookie too.", [nameof(StickyCookieLifetime)]);
        }
    }
}
