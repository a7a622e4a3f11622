using Npgsql;

namespace BlueGreen.Postgres.Migrations;

/// <summary>Does in code what a script does in SQL.</summary>
/// <param name="connection">The runner's connection, in a transaction that the runner begins and ends. Neither close it nor commit.</param>
/// <param name="transaction">That transaction.</param>
/// <param name="cancellationToken">Asks to stop; the transaction is rolled back then.</param>
public delegate Task MigrationCodeHandler(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken);
