namespace BlueGreen.Health;

/// <summary>Where a probe has to ask.</summary>
internal static class ProbeAddress
{
    /// <exception cref="ProviderException">The deployment has no such endpoint, or it is not reached over HTTP.</exception>
    public static Uri Of(Probe probe, Deployment target)
    {
        var endpoint = probe.Endpoint is null ? target.Url : target.Endpoints.GetValueOrDefault(probe.Endpoint) ?? throw Missing(probe, target);
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            throw ProviderException.Permanent(
                $"Probe '{probe.Name}' cannot ask deployment {target}: its endpoint has no http or https address. Probe another endpoint.");
        }

        return new(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + probe.Path);
    }

    private static ProviderException Missing(Probe probe, Deployment target)
    {
        var known = target.Endpoints.IsEmpty ? "It has none but its address" : $"It has {string.Join(", ", target.Endpoints.Keys)}";
        return ProviderException.Permanent(
            $"Probe '{probe.Name}' asks endpoint '{probe.Endpoint}', which deployment {target} lacks. {known}. Correct Probe.At.");
    }
}
