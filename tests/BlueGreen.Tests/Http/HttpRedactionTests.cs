using BlueGreen.Http;

namespace BlueGreen.Tests.Http;

public sealed class HttpRedactionTests
{
    private readonly HttpRedaction _redaction = new("tenant");

    [Theory]
    [InlineData("Authorization")]
    [InlineData("proxy-authorization")]
    [InlineData("Set-Cookie")]
    [InlineData("X-Api-Key")]
    [InlineData("x_api_key")]
    [InlineData("access_token")]
    [InlineData("X-Amz-Security-Token")]
    [InlineData("X-Amz-Signature")]
    [InlineData("client_secret")]
    [InlineData("PGPASSWORD")]
    [InlineData("sig")]
    [InlineData("Tenant")]
    public void Names_tell_secrets(string name) => Assert.True(_redaction.IsSecret(name));

    [Theory]
    [InlineData("Accept")]
    [InlineData("Idempotency-Key")]
    [InlineData("page")]
    [InlineData("monkey")]
    [InlineData("encoding")]
    public void Other_names_do_not(string name) => Assert.False(_redaction.IsSecret(name));

    [Theory]
    [InlineData("https://ada:pw@api.example.com:8443/v1/sites?access_token=s3cret&page=2#frag", "https://api.example.com:8443/v1/sites?access_token=***&page=2")]
    [InlineData("https://api.example.com/?client%5Fsecret=s3cret", "https://api.example.com/?client_secret=***")]
    [InlineData("/v1?tenant=s3cret&empty", "/v1?tenant=***&empty")]
    [InlineData("https://api.example.com/plain", "https://api.example.com/plain")]
    public void Addresses_lose_what_is_secret(string address, string expected) => Assert.Equal(expected, _redaction.Redact(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void Headers_lose_what_is_secret_also_inside_addresses()
    {
        using var request = new HttpRequestMessage();
        request.Headers.Authorization = new("Bearer", "s3cret");
        request.Headers.Add("Accept", "text/plain");
        request.Headers.Referrer = new("https://a.example/?code=s3cret");

        Assert.Equal("Authorization: ***\nAccept: text/plain\nReferer: https://a.example/?code=***", _redaction.Redact(request.Headers));
        Assert.Equal("(no address)", _redaction.Redact((Uri?)null));
    }
}
