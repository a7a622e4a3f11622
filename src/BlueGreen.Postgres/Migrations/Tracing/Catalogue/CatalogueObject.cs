namespace BlueGreen.Postgres.Migrations.Tracing.Catalogue;

/// <summary>Something in the catalogue: what it is, and how it is defined.</summary>
/// <param name="Name">Kind and name, such as <c>column public.orders.total</c>.</param>
/// <param name="Definition">All that can be said of it, without ids.</param>
internal sealed record CatalogueObject(string Name, string Definition);
