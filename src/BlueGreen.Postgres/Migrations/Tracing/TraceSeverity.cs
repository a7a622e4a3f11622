namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>How much a finding weighs.</summary>
public enum TraceSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>May hurt; look at it.</summary>
    Warning,

    /// <summary>Hurts those who use the database meanwhile. Refused, unless the script allows it with a reason.</summary>
    Refusal,
}
