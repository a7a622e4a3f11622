using BlueGreen.Testing.Conformance;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A user's event stream from <see cref="Answering"/>.</summary>
internal sealed class StreamConnection(HttpResponseMessage response, StreamReader reader, Action say) : ILongLivedConnection
{
    public static async Task<StreamConnection> OpenAsync(HttpClient client, Action say, CancellationToken cancellationToken)
    {
        var response = await client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        Assert.Equal("hello", await reader.ReadLineAsync(cancellationToken));
        return new(response, reader, say);
    }

    public async Task<bool> ExchangeAsync(CancellationToken cancellationToken)
    {
        say();
        try
        {
            return await reader.ReadLineAsync(cancellationToken) is not null;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
