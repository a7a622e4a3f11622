using Microsoft.Extensions.Logging;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>Counts what is logged about a store that notifications could not be read from.</summary>
internal sealed class Complaints : ILoggerProvider, ILogger
{
    private const string Event = "NotificationStoreFailed";

    private int _count;

    public int Count => _count;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == Event)
        {
            Interlocked.Increment(ref _count);
        }
    }

    public void Dispose()
    {
    }
}
