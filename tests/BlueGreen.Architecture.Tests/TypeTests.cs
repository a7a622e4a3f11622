using BlueGreen.Architecture.Rules;

namespace BlueGreen.Architecture;

public sealed class TypeTests
{
    private static readonly IReadOnlyList<Type> Types = [.. Repository.Libraries.SelectMany(library => library.Assembly.GetTypes())];

    [Fact]
    public void A_public_class_is_sealed_static_or_abstract() => Verdict.Holds(Types.SelectMany(Inheritance.Check));

    [Fact]
    public void The_inheritance_rule_bites() => Verdict.Bites(Inheritance.Check(typeof(Open)), "TypeTests+Open can be inherited from");

    [Fact]
    public void The_inheritance_rule_lets_pass() =>
        Verdict.Holds(new[] { typeof(TypeTests), typeof(Verdict), typeof(Stream), typeof(IDisposable), typeof(int), typeof(Action) }.SelectMany(Inheritance.Check));

    [Fact]
    public void An_asynchronous_method_says_so_and_takes_a_token() => Verdict.Holds(Types.SelectMany(AsyncMethods.Check));

    [Fact]
    public void The_async_rule_bites() =>
        Verdict.Bites(
            AsyncMethods.Check(typeof(IBadlyAsync)),
            "Shift returns Task`1",
            "WatchAsync takes no CancellationToken",
            "Bake returns ValueTask",
            "Bake takes no CancellationToken");

    [Fact]
    public void The_async_rule_lets_pass() => Verdict.Holds(new[] { typeof(WellAsync), typeof(Func<Task>) }.SelectMany(AsyncMethods.Check));

    [Fact]
    public void Exemptions_name_what_exists()
    {
        var names = Types.SelectMany(type => type.GetMethods().Select(method => $"{type.FullName}.{method.Name}").Append(type.FullName!)).ToHashSet();
        Verdict.Holds(Exemptions.OpenClasses.Keys.Concat(Exemptions.AsyncMethods.Keys)
            .Where(name => !names.Contains(name))
            .Select(name => $"{name} is exempt but does not exist; take it off the list."));
    }

    public class Open;

    public interface IBadlyAsync
    {
        Task<int> Shift(CancellationToken cancellationToken);

        IAsyncEnumerable<int> WatchAsync();

        ValueTask Bake();
    }

    public sealed class WellAsync : IAsyncDisposable, IAsyncEnumerator<int>
    {
        public int Current => 0;

        public static Task RunAsync(CancellationToken cancellationToken) => Task.FromCanceled(cancellationToken);

        public ValueTask<bool> MoveNextAsync() => ValueTask.FromResult(false);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
