using BlueGreen;

namespace Acme;

public interface IJobTable
{
    Task<DateTimeOffset> CompleteUntilAsync(CancellationToken cancellationToken);

    Task<RequestCounts> CountAsync(DeploymentId deployment, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}
