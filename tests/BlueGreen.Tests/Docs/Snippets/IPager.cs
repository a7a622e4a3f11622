namespace Acme;

internal interface IPager
{
    Task PageAsync(string key, string text, CancellationToken cancellationToken);
}
