using Npgsql;

namespace BlueGreen.Postgres.Metering;

/// <summary>Adds up a deployment's rows.</summary>
internal sealed class MetricSum
{
    private long _count;
    private long _errors;
    private double _amount;

    public void Add(PostgresMetric metric, NpgsqlDataReader row)
    {
        switch (metric.Shape)
        {
            case MetricShape.Usage:
                (_count, _amount) = row.IsDBNull(1) ? (_count, _amount) : (_count + 1, row.GetFieldValue<double>(1));
                break;
            case MetricShape.MeanTime:
                (_count, _amount) = (_count + row.GetFieldValue<long>(1), _amount + (row.IsDBNull(2) ? 0 : row.GetFieldValue<double>(2)));
                break;
            case MetricShape.Rate:
                (_count, _errors) = (_count + row.GetFieldValue<long>(1), _errors + row.GetFieldValue<long>(2));
                break;
            default:
                _count += row.GetFieldValue<long>(1);
                break;
        }
    }

    public MetricEvidence ToEvidence(DeploymentId deployment, PostgresMetric metric, TimeSpan window)
    {
        if (_count < 0 || _errors < 0 || _errors > _count || !double.IsFinite(_amount) || _amount < 0 || (metric.Shape == MetricShape.Usage && _count > 1))
        {
            throw ProviderException.Permanent(
                $"The query of {metric.Name} answered for {deployment} what cannot be: {_count} counted, {_errors} failed, {_amount} in all. Counts are not negative, failures no more than what was counted, sums finite, and a usage has one row.");
        }

        var none = MetricEvidence.NoData(deployment, metric.Name) with { CountsRequests = metric.CountsRequests };
        return metric.Shape switch
        {
            MetricShape.PerSecond when window > TimeSpan.Zero => none with { Value = _count / window.TotalSeconds, Samples = _count },
            _ when _count == 0 || metric.Shape == MetricShape.PerSecond => none,
            MetricShape.Rate => none with { Value = (double)_errors / _count, Samples = _count, Counts = new RequestCounts(_count, _errors) },
            MetricShape.MeanTime => none with { Value = _amount / _count, Samples = _count },
            _ => none with { Value = _amount, Samples = 1 },
        };
    }
}
