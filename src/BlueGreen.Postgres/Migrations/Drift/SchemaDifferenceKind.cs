namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>In which way a schema is not what was expected.</summary>
public enum SchemaDifferenceKind
{
    /// <summary>It is expected and not there.</summary>
    Missing,

    /// <summary>It is there and not expected.</summary>
    Unexpected,

    /// <summary>It is there, and something of it is different.</summary>
    Changed,
}
