namespace BlueGreen.Plans.Drafting;

/// <summary>Something that a plan says once. Saying it again differently is remembered, so that it can be reported.</summary>
internal sealed class Stated<T>
    where T : notnull
{
    private readonly List<T> _values = [];

    /// <summary>The different values that were stated, in order.</summary>
    public IReadOnlyList<T> Values => _values;

    public bool IsStated => _values.Count > 0;

    public T? Value => _values.Count > 0 ? _values[0] : default;

    public void State(T value)
    {
        if (!_values.Contains(value))
        {
            _values.Add(value);
        }
    }

    /// <summary>The stated value, or another one when nothing was stated.</summary>
    public T Or(T other) => _values.Count > 0 ? _values[0] : other;
}
