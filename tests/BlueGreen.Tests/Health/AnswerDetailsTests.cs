using System.Text;
using BlueGreen.Health;

namespace BlueGreen.Tests.Health;

public sealed class AnswerDetailsTests
{
    [Fact]
    public void Members_are_kept_as_text() => Assert.Equal(
        new() { ["a"] = "x \"y\"", ["b"] = "1.50", ["c"] = "{ \"d\": [1, {}] }", ["e"] = "null", ["f"] = "true", ["ü"] = "" },
        Read("""{ "a": "x \"y\"", "b": 1.50, "c": { "d": [1, {}] }, "e": null, "f": true, "ü": "" }"""));

    [Fact]
    public void Of_members_with_the_same_name_the_last_counts() => Assert.Equal(new() { ["a"] = "2" }, Read("""{"a":1,"a":2}"""));

    [Fact]
    public void Only_the_first_members_are_kept() =>
        Assert.Equal(32, Read($"{{{string.Join(',', Enumerable.Range(0, 33).Select(i => $"\"m{i}\":{{\"n\":{i}}}"))}}}").Count);

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("1")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1}x""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":"\ud800"}""")]
    public void What_is_no_sound_object_has_none(string json) => Assert.Empty(Read(json));

    [Fact]
    public void Text_that_is_no_UTF8_has_none() => Assert.Empty(AnswerDetails.Of([.. "{\"a\":\""u8, 0xFF, .. "\"}"u8]));

    private static Dictionary<string, string> Read(string json) => new(AnswerDetails.Of(Encoding.UTF8.GetBytes(json)));
}
