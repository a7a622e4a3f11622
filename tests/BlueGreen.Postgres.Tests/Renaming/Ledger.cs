using System.Collections.Concurrent;

namespace BlueGreen.Postgres.Tests.Renaming;

/// <summary>What every article was last written as, by whoever alone writes it.</summary>
internal sealed class Ledger
{
    public const int Parts = 6;

    /// <summary>The articles that were there from the beginning, numbered from 0.</summary>
    public const int Seeded = 24_000;

    private readonly ConcurrentDictionary<int, string> _last = [];

    public IReadOnlyDictionary<int, string> Last => _last;

    /// <summary>A writer's own articles: each sixth.</summary>
    public OwnArticles Articles(int part) => new(this, part);

    /// <summary>One writer's course through its articles.</summary>
    internal sealed class OwnArticles(Ledger ledger, int part)
    {
        private readonly Random _random = new(part);
        private int _count;
        private int _added = Seeded + part;

        public (int Id, string Value) Next(string who) => ((_random.Next(Seeded / Parts) * Parts) + part, $"{who}-{++_count}");

        /// <summary>The next one that is not there yet.</summary>
        public int NextNew()
        {
            var id = _added;
            _added += Parts;
            return id;
        }

        public void Wrote(int id, string value) => ledger._last[id] = value;
    }
}
