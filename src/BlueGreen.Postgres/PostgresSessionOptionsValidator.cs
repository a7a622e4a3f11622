using Microsoft.Extensions.Options;

namespace BlueGreen.Postgres;

/// <summary>Reports everything that is wrong with the options, not only the first thing.</summary>
[OptionsValidator]
internal sealed partial class PostgresSessionOptionsValidator : IValidateOptions<PostgresSessionOptions>;
