using System.Collections;
using BlueGreen.Artifacts;

namespace BlueGreen.Tests.Artifacts;

public sealed class TextRedactionTests
{
    private readonly TextRedaction _redaction = new([new Secret("p@ss/w\"rd 1"), new Secret("xy")], new Hashtable { ["DB_PASSWORD"] = "hunter22", ["SHORT_TOKEN"] = "abc", ["HOME"] = "/home/ada" });

    [Theory]
    [InlineData("it is p@ss/w\"rd 1.", "it is ***.")]
    [InlineData("postgres://u:p%40ss%2Fw%22rd%201@db", "postgres://u:***@db")]
    [InlineData("{\"password\":\"p@ss/w\\u0022rd 1\"}", "{\"password\":\"***\"}")]
    [InlineData("cEBzcy93InJkIDE=", "***=")]
    [InlineData("xy", "***")]
    [InlineData("hunter22 at /home/ada", "*** at /home/ada")]
    [InlineData("abc", "abc")]
    public void Secrets_are_replaced_in_all_their_forms(string text, string expected) => Assert.Equal(expected, _redaction.Redact(text));

    [Fact]
    public void Of_two_secrets_the_longer_one_goes_first() =>
        Assert.Equal("***", new TextRedaction([new Secret("secret"), new Secret("secret-and-more")], new Hashtable()).Redact("secret-and-more"));
}
