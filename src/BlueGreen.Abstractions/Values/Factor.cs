using System.Globalization;
using System.Text.Json.Serialization;
using BlueGreen.Serialization;

namespace BlueGreen;

/// <summary>How many times larger or smaller one value is than another: <c>Factor.Of(1.2)</c> is 1.2×.</summary>
[JsonConverter(typeof(FactorJsonConverter))]
public readonly record struct Factor
{
    private Factor(double times) => Times = times;

    /// <summary>The multiple, greater than 0.</summary>
    public double Times { get; }

    /// <summary>Makes a factor.</summary>
    /// <param name="times">A finite number greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is not a finite number greater than 0.</exception>
    public static Factor Of(double times) =>
        double.IsFinite(times) && times > 0
            ? new(times)
            : throw new ArgumentOutOfRangeException(nameof(times), times, "A factor is a finite number greater than 0, such as 1.2 for 20% more.");

    /// <summary>The factor as people write it, such as <c>1.2x</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Times:0.####}x");
}
