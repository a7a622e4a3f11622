using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>A lock of a session on a relation.</summary>
internal readonly record struct HeldLock(long Relation, LockMode Mode);
