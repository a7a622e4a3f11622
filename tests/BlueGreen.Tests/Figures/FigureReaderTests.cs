using BlueGreen.Figures;

namespace BlueGreen.Tests.Figures;

public sealed class FigureReaderTests
{
    [Theory]
    [InlineData("""{"response_time": 0.2, "throughput": 100, "tool": "wrk", "ok": true}""", "response_time=0.2 throughput=100")]
    [InlineData("talk {x}\n{\"a\": 1}\nmore talk\n{\"b\": 2}\n", "b=2")]
    [InlineData("{\n  \"a\": 1,\n  \"nested\":\n{\"b\": 2}\n}", "a=1")]
    [InlineData(
        """{"metrics":{"http_req_duration":{"avg":212.5,"p(95)":400},"http_req_failed":{"value":0.01,"passes":3,"fails":297},"http_reqs":{"count":300,"rate":29.7},"vus":{"value":1}}}""",
        "error_rate=0.01 response_time=0.2125 response_time_p95=0.4 throughput=29.7")]
    [InlineData(
        """{"metrics":{"http_req_duration":{"type":"trend","values":{"avg":100,"p(99)":250}},"http_req_failed":{"values":{"rate":0}},"http_reqs":{"values":{"rate":10}}}}""",
        "error_rate=0 response_time=0.1 response_time_p99=0.25 throughput=10")]
    [InlineData(
        """{"aggregate":{"counters":{"http.requests":200,"http.codes.200":190,"http.codes.404":2,"http.codes.503":6,"errors.ETIMEDOUT":2},"rates":{"http.request_rate":20},"summaries":{"http.response_time":{"mean":150,"p95":300,"p99":500}}}}""",
        "error_rate=0.04 response_time=0.15 response_time_p95=0.3 response_time_p99=0.5 throughput=20")]
    public void Known_results_are_read(string text, string figures) =>
        Assert.Equal(figures, string.Join(' ', FigureReader.Read(text).Select(figure => FormattableString.Invariant($"{figure.Key}={figure.Value}"))));

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("{\"a\": \"1\"}")]
    [InlineData("[1, 2]")]
    [InlineData("{\"metrics\":{}}")]
    [InlineData("{\"aggregate\":{}}")]
    [InlineData("{\"unfinished\": 1")]
    public void What_holds_no_figures_is_refused(string text) => Assert.Throws<FormatException>(() => FigureReader.Read(text));

    [Theory]
    [InlineData(0.0, 0.0009, true)]
    [InlineData(0.0, 0.0011, false)]
    [InlineData(0.01, 0.02, true)]
    [InlineData(0.01, 0.0201, false)]
    public void An_error_rate_may_double_and_a_trace_of_errors_is_forgiven(double before, double now, bool passes) => Assert.Equal(
        passes,
        Assert.Single(FigureComparison.Compare(new SortedDictionary<string, double> { ["error_rate"] = now }, new SortedDictionary<string, double> { ["error_rate"] = before }, Baseline.Defaults)).Passed);

    [Fact]
    public void What_the_baseline_has_and_the_run_has_not_fails_and_a_new_figure_passes()
    {
        var findings = FigureComparison.Compare(
            new SortedDictionary<string, double> { ["memory"] = 0.4 }, new SortedDictionary<string, double> { ["response_time"] = 0.1 }, Baseline.Defaults).ToArray();

        Assert.Equal([("response_time", false), ("memory", true)], findings.Select(finding => (finding.Name, finding.Passed)));
        Assert.Contains("not measured", findings[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_without_limits_compare_nothing_and_that_fails() =>
        Assert.False(Assert.Single(FigureComparison.Compare(new SortedDictionary<string, double> { ["a"] = 1 }, new SortedDictionary<string, double> { ["a"] = 1 }, Baseline.Defaults)).Passed);
}
