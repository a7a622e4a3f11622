using System.Net;
using System.Net.Http.Headers;

namespace BlueGreen.Tests.Docs;

/// <summary>One document under an ETag, behind HTTP.</summary>
internal sealed class EdgeInMemory : HttpMessageHandler
{
    private string _document = """{"split":{},"token":{"epoch":0,"intent":0}}""";
    private int _version;

    public bool IsAway { get; set; }

    public Action? BeforePut { get; set; }

    private EntityTagHeaderValue Tag => new($"\"{_version}\"");

    /// <summary>Somebody else writes.</summary>
    public void Touch() => _version++;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new HttpRequestException("connection refused");
        }

        if (request.Method == HttpMethod.Put)
        {
            BeforePut?.Invoke();
            if (!request.Headers.IfMatch.Contains(Tag))
            {
                return new(HttpStatusCode.PreconditionFailed);
            }

            _document = await request.Content!.ReadAsStringAsync(cancellationToken);
            _version++;
        }

        return new(HttpStatusCode.OK)
        {
            Content = new StringContent(_document, new MediaTypeHeaderValue("application/json")),
            Headers = { ETag = Tag },
        };
    }
}
