using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>Everything that is said: logs of every level with their values, progress, exceptions.</summary>
internal sealed class Sink : ILoggerProvider, IProgress<NetlifyProgress>
{
    public ConcurrentQueue<string> Said { get; } = new();

    public ConcurrentQueue<NetlifyProgress> Progress { get; } = new();

    public ILoggerFactory Loggers => LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this));

    public void Report(NetlifyProgress value)
    {
        Progress.Enqueue(value);
        Said.Enqueue(value.ToString());
    }

    public ILogger CreateLogger(string categoryName) => new Writer(Said);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<string> said) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            said.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            said.Enqueue($"{formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "")}");
    }
}
