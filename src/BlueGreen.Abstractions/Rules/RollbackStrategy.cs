using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>How users are brought back to blue. See <see cref="Rollback"/> for the ready-made ones.</summary>
public sealed record RollbackStrategy
{
    /// <summary>The stages before blue has everything; none for an immediate rollback.</summary>
    public ImmutableArray<RollbackStage> Stages { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How long blue is watched once it has everything. Default: not at all.</summary>
    public TimeSpan Settle { get; init; }

    /// <summary>How long blue's health is validated after that. Default: not at all.</summary>
    public TimeSpan Validate { get; init; }

    /// <summary>Whether everybody moves at once.</summary>
    public bool IsImmediate => Stages.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(RollbackStrategy? other) =>
        other is not null && Settle == other.Settle && Validate == other.Validate && Stages.SequenceEqual(other.Stages);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Settle, Validate, Stages.Length);

    /// <inheritdoc/>
    public override string ToString() => IsImmediate ? "at once" : "gradually";
}
