using System.ComponentModel.DataAnnotations;
using BlueGreen.Http;

namespace BlueGreen.Prometheus;

/// <summary>Which Prometheus, and how it answers the plan's metrics. Read once, when a source is made.</summary>
public sealed class PrometheusOptions : IValidatableObject
{
    /// <summary>Its address, such as <c>http://prometheus:9090/</c>; with a path where it is served below one.</summary>
    [Required]
    public Uri? Server { get; set; }

    /// <summary>A bearer token; null where none is needed. Default: null.</summary>
    public Secret? Token { get; set; }

    /// <summary>The label that tells deployments apart. Default: <c>version</c>.</summary>
    [Required]
    [RegularExpression("[a-zA-Z_][a-zA-Z0-9_]*", ErrorMessage = "DeploymentLabel is no name of a label; it has letters, digits and _, such as version.")]
    public string DeploymentLabel { get; set; } = "version";

    /// <summary>A deployment's value of that label. Default: its version, or its identifier where it has none.</summary>
    public Func<Deployment, string> LabelOf { get; set; } = deployment => deployment.Version ?? deployment.Id.Value;

    /// <summary>How often targets are scraped. A deployment whose last sample is older than three of these is taken to be gone. Default: 15 seconds.</summary>
    public TimeSpan ScrapeInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How far behind the server's time windows end: for servers to which samples come late, such as by remote write, agents or several replicas. Rules find out that much later, and that much of what a bake
    /// measures first happened before it. From 0 to 5 minutes. Default: 0, which is right where the server scrapes by itself.
    /// </summary>
    public TimeSpan Lag { get; set; }

    /// <summary>How each metric is answered. <see cref="PrometheusPresets"/> fills it for common instrumentation.</summary>
    public IDictionary<MetricName, PrometheusAnswer> Answers { get; } = new Dictionary<MetricName, PrometheusAnswer>();

    /// <summary>How requests are sent. Default: one attempt of 5 seconds; a sample that is late is worth no second one.</summary>
    public HttpResilienceOptions Http { get; } = new() { AttemptTimeout = TimeSpan.FromSeconds(5), TotalTimeout = TimeSpan.FromSeconds(5) };

    /// <inheritdoc/>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => PrometheusOptionsRules.Find(this);
}
