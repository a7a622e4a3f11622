using BlueGreen.Yarp.Exposition;

namespace BlueGreen.Tests.Yarp;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Help_and_labels_are_escaped_as_the_format_says()
    {
        var text = new PrometheusText();
        text.Family("requests_total", "counter", "Back\\slash, \"quote\" and\nline.");
        text.Sample("requests_total", [("version", "a\\b\"c\nd"), ("outcome", "β")], 1);

        Assert.Equal(
            "# HELP requests_total Back\\\\slash, \"quote\" and\\nline.\n# TYPE requests_total counter\nrequests_total{version=\"a\\\\b\\\"c\\nd\",outcome=\"β\"} 1\n",
            text.ToString());
    }

    [Theory]
    [InlineData(0.000128, "0.000128")]
    [InlineData(67.108864, "67.108864")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_written_as_the_format_says(double value, string text) => Assert.Equal(text, PrometheusText.Number(value));
}
