namespace BlueGreen.Netlify.Api;

/// <summary>A DNS record.</summary>
public sealed record NetlifyDnsRecord
{
    /// <summary>Its identifier.</summary>
    public string? Id { get; init; }

    /// <summary>The whole host name.</summary>
    public string? Hostname { get; init; }

    /// <summary>Its type, such as CNAME.</summary>
    public string? Type { get; init; }

    /// <summary>What it says.</summary>
    public string? Value { get; init; }

    /// <summary>How many seconds it may be cached.</summary>
    public long? Ttl { get; init; }

    /// <summary>The priority of MX and SRV records.</summary>
    public long? Priority { get; init; }

    /// <summary>The weight of SRV records.</summary>
    public long? Weight { get; init; }

    /// <summary>The port of SRV records.</summary>
    public long? Port { get; init; }

    /// <summary>The flag of CAA records.</summary>
    public long? Flag { get; init; }

    /// <summary>The tag of CAA records.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether Netlify made it, and changes it by itself.</summary>
    public bool? Managed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Hostname} {Type} {Value}";
}
