namespace Acme;

/// <summary>The checks of Acme's own that a gate runs.</summary>
internal static class Flows
{
    public static Task RunAsync(Uri url, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : url.IsAbsoluteUri ? Task.CompletedTask : throw new ArgumentException($"{url} is not absolute.", nameof(url));
}
