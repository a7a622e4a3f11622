using BlueGreen;

namespace Acme;

internal static class Uploading
{
    public static async Task UploadAsync(IEnumerable<string> files, Func<string, CancellationToken, Task> put, OperationContext operation, CancellationToken cancellationToken)
    {
        // <snippet long-work>
        foreach (var file in files)
        {
            if (!operation.HoldsLease())
            {
                throw ProviderException.Transient($"Uploading {operation.Release} stopped before {file}: this driver no longer holds its lease.");
            }

            await put($"{operation.Operation}/{file}", cancellationToken);   // the same key when it is repeated
        }
        // </snippet>
    }
}
