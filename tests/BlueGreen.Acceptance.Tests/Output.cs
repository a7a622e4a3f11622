using System.Text;

namespace BlueGreen.Acceptance.Tests;

/// <summary>What a process writes to one of its streams.</summary>
internal sealed class Output
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _more = New();

    public Output(StreamReader reader) => Completion = ReadAsync(reader);

    public Task Completion { get; }

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    public async Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            var more = More;
            if (Text.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            Assert.False(Completion.IsCompleted, $"The process ended without writing '{text}'. It wrote:\n{Text}");
            await more.WaitAsync(cancellationToken);
        }
    }

    private Task More
    {
        get
        {
            lock (_lock)
            {
                return _more.Task;
            }
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        int count;
        do
        {
            count = await reader.ReadAsync(buffer, CancellationToken.None);
            Append(buffer.AsSpan(0, count));
        }
        while (count > 0);
    }

    private void Append(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            _text.Append(text);
            _more.SetResult();
            _more = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
