using System.Text;
using BlueGreen.Commands;

namespace BlueGreen.IntegrationTests.Commands;

public sealed class OutputTailTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abcdefgh", "abcdefgh")]
    [InlineData("abcdefghij", "cdefghij")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaabcdefgh", "abcdefgh")]
    public void The_end_is_kept_however_it_came(string text, string expected)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            var tail = new OutputTail(8);
            foreach (var chunk in Encoding.UTF8.GetBytes(text).Chunk(size))
            {
                tail.Add(chunk);
            }

            Assert.Equal(expected, tail.ToString());
        }
    }

    [Fact]
    public void It_begins_with_a_whole_character()
    {
        var tail = new OutputTail(4);
        tail.Add(Encoding.UTF8.GetBytes("€€"));

        Assert.Equal("€", tail.ToString());
    }
}
