using Microsoft.Extensions.Options;

namespace BlueGreen.Postgres.Recovery;

/// <summary>Reports everything that is wrong with the options, not only the first thing.</summary>
[OptionsValidator]
internal sealed partial class PostgresRecoveryOptionsValidator : IValidateOptions<PostgresRecoveryOptions>;
