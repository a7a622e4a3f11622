namespace BlueGreen.NetlifyEmulator.Requests;

/// <summary>What a client asked the API, and what it got.</summary>
public sealed record RecordedRequest
{
    /// <summary>Counts from 1.</summary>
    public required int Number { get; init; }

    public required string Method { get; init; }

    /// <summary>Without <c>/api/v1</c>, still percent-encoded as it came, such as <c>/deploys/66…/files/a%20b.txt</c>.</summary>
    public required string Path { get; init; }

    /// <summary>With its question mark; empty without a query.</summary>
    public required string Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the client announced; null for a chunked body or none.</summary>
    public long? ContentLength { get; init; }

    public bool IsChunked => Headers.TryGetValue("Transfer-Encoding", out var encoding) && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase);

    /// <summary>Bytes of the body that were read.</summary>
    public long Size { get; internal set; }

    /// <summary>Of the body that was read, in lower case.</summary>
    public string Sha1 { get; internal set; } = "";

    /// <summary>Of the body that was read, in lower case.</summary>
    public string Sha256 { get; internal set; } = "";

    /// <summary>The body where it is JSON; null elsewhere.</summary>
    public string? Json { get; internal set; }

    /// <summary>0 as long as nothing was answered, and where the connection was cut instead.</summary>
    public int Status { get; internal set; }

    /// <summary>Whether the connection was cut instead of an answer.</summary>
    public bool IsCut { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}{Query} → {Status}";
}
