using System.Data.Common;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Benchmarks.Journals;

/// <summary>The floor: the same text, inserted into a bare table by a prepared statement on one connection, each in a transaction of its own.</summary>
internal sealed class Bare : IAppending
{
    private readonly DbConnection _connection;
    private readonly DbCommand _insert;
    private readonly DbParameter _sequence;
    private long _head;

    private Bare(DbConnection connection)
    {
        _connection = connection;
        _insert = connection.CreateCommand();
        _insert.CommandText = "insert into bare (rollout, sequence, event) values (@rollout, @sequence, @event)";
        Add("@rollout", "the-rollout");
        _sequence = Add("@sequence", 0L);
        Add("@event", JournalJson.Write(Event));
    }

    /// <summary>What both sides write.</summary>
    public static RolloutEvent Event { get; } = new HoldLifted(HoldKind.Source, "all sources answer");

    public static async Task<Bare> OpenAsync(DbConnection connection, string prepare, string kind)
    {
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"{prepare} create table bare (rollout text not null, sequence bigint not null, event text not null, primary key (rollout, sequence)) {kind}";
        await create.ExecuteNonQueryAsync();
        var bare = new Bare(connection);
        await bare._insert.PrepareAsync();
        return bare;
    }

    public async Task AppendAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _sequence.Value = ++_head;
            await _insert.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private DbParameter Add(string name, object value)
    {
        var parameter = _insert.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        _insert.Parameters.Add(parameter);
        return parameter;
    }
}
