using System.Globalization;
using System.Text.Json.Serialization;
using BlueGreen.Serialization;

namespace BlueGreen;

/// <summary>A share of a whole, from 0% to 100%.</summary>
[JsonConverter(typeof(PercentageJsonConverter))]
public readonly record struct Percentage : IComparable<Percentage>
{
    private Percentage(double percent) => Percent = percent;

    /// <summary>0%.</summary>
    public static Percentage Zero => default;

    /// <summary>100%.</summary>
    public static Percentage All => new(100);

    /// <summary>The share in percent, from 0 to 100.</summary>
    public double Percent { get; }

    /// <summary>The share as a fraction, from 0 to 1.</summary>
    public double Fraction => Percent / 100;

    /// <summary>What is missing to 100%.</summary>
    public Percentage Rest => new(Math.Round(100 - Percent, 10));

    /// <summary>Makes a share from a number of percent: <c>Percentage.Of(5)</c> is 5%.</summary>
    /// <param name="percent">From 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> lies outside 0 to 100 or is not a number.</exception>
    public static Percentage Of(double percent) =>
        percent is >= 0 and <= 100
            ? new(percent)
            : throw new ArgumentOutOfRangeException(nameof(percent), percent, $"{percent.ToString(CultureInfo.InvariantCulture)}% is outside 0% to 100%. Pass 5 for 5%, or use Percentage.OfFraction for 0.05.");

    /// <summary>Makes a share from a fraction: <c>Percentage.OfFraction(0.05)</c> is 5%.</summary>
    /// <param name="fraction">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> lies outside 0 to 1 or is not a number.</exception>
    public static Percentage OfFraction(double fraction) =>
        fraction is >= 0 and <= 1
            ? new(Math.Round(fraction * 100, 10))
            : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"{fraction.ToString(CultureInfo.InvariantCulture)} is outside 0 to 1. Pass 0.05 for 5%, or use Percentage.Of for a number of percent.");

    /// <inheritdoc/>
    public int CompareTo(Percentage other) => Percent.CompareTo(other.Percent);

    /// <summary>Whether <paramref name="left"/> is the smaller share.</summary>
    public static bool operator <(Percentage left, Percentage right) => left.Percent < right.Percent;

    /// <summary>Whether <paramref name="left"/> is the larger share.</summary>
    public static bool operator >(Percentage left, Percentage right) => left.Percent > right.Percent;

    /// <summary>Whether <paramref name="left"/> is not the larger share.</summary>
    public static bool operator <=(Percentage left, Percentage right) => left.Percent <= right.Percent;

    /// <summary>Whether <paramref name="left"/> is not the smaller share.</summary>
    public static bool operator >=(Percentage left, Percentage right) => left.Percent >= right.Percent;

    /// <summary>The share as people write it, such as <c>12.5%</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Percent:0.####}%");
}
