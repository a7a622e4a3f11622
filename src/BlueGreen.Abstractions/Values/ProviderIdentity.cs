namespace BlueGreen;

/// <summary>
/// Says which provider is bound and with which settings version. It is kept in the journal; a rollout that resumes with another
/// provider takes no forward step.
/// </summary>
/// <param name="Name">What it is and what it acts on, such as <c>netlify:site-123</c>. No secrets.</param>
/// <param name="Version">Changes when the provider or its settings change in a way that matters to a running rollout.</param>
public sealed record ProviderIdentity(string Name, string Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Version}";
}
