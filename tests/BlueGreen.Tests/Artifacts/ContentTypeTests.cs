using BlueGreen.Artifacts;

namespace BlueGreen.Tests.Artifacts;

public sealed class ContentTypeTests
{
    [Fact]
    public void What_is_not_declared_is_bytes()
    {
        Assert.Equal(ContentType.Binary, default);
        Assert.Equal("application/octet-stream", default(ContentType).ToString());
        Assert.Equal(ContentType.Binary.GetHashCode(), default(ContentType).GetHashCode());
    }

    [Theory]
    [InlineData("text/plain", true)]
    [InlineData("Text/HTML", true)]
    [InlineData("application/json", false)]
    [InlineData("application/vnd.text+xml", false)]
    public void Only_text_is_text(string type, bool isText) => Assert.Equal(isText, new ContentType(type).IsText);

    [Theory]
    [InlineData("text")]
    [InlineData("text/")]
    [InlineData("/plain")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("a/b/c")]
    [InlineData(" ")]
    public void What_is_no_media_type_is_refused(string type) => Assert.Throws<ArgumentException>(() => new ContentType(type));
}
