using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Yarp;

/// <summary>Settings of one application's router in this process. Read once, when the router is created.</summary>
public sealed class YarpRouterOptions
{
    /// <summary>
    /// The name under which this router acknowledges what it routes by; unique among the application's routers that are alive. Default: null, which makes one of
    /// the machine's name, the process id and a random part.
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
    /// How long a change waits until every live router acknowledged it, and how long the start of the app waits for the register. Longer than the register keeps a
    /// dead router alive, so that a crashed router delays a change but does not fail it. Default: 15 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "AcknowledgeTimeout must lie between 1 ms and 1 hour.")]
    public TimeSpan AcknowledgeTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a forwarded request may go without a byte in either direction; then it fails. Default: 100 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "ActivityTimeout must lie between 1 ms and 1 day.")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(100);
}
