using BlueGreen.Postgres.Migrations.Files;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>A part, and in which direction it is run.</summary>
/// <param name="Part">The part.</param>
/// <param name="Script">What runs; null where it is code, or where there is nothing to run.</param>
/// <param name="Code">What runs where it is code.</param>
internal sealed record PartWork(MigrationPart Part, MigrationScript? Script, MigrationCodeHandler? Code)
{
    public bool IsRevert { get; init; }

    /// <summary>Whether reverting puts an earlier form of a repeatable script back.</summary>
    public bool Restores { get; init; }

    /// <summary>What the history says besides; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The checksum of what is applied once it has run.</summary>
    public string? Checksum { get; init; }

    public static PartWork Up(MigrationPart part) => new(part, part.Script, part.Code?.Up) { Checksum = part.Checksum };
}
