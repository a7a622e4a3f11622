namespace BlueGreen.Postgres.Tests.Backups.Killing;

/// <summary>A statement on its way.</summary>
/// <param name="Application">Whose session it is.</param>
/// <param name="Sql">What was asked.</param>
/// <param name="IsAnswered">Whether the server has carried it out and the answer is about to arrive; otherwise it is about to reach the server, whoever has died until then.</param>
internal sealed record WireMoment(string Application, string Sql, bool IsAnswered);
