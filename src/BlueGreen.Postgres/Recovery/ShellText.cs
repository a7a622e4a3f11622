namespace BlueGreen.Postgres.Recovery;

/// <summary>Commands as a person types them into a shell.</summary>
internal static class ShellText
{
    /// <summary>The command with its variables; of secret ones the name alone, which the person has to set.</summary>
    public static string Of(Command command) => string.Join(' ', command.SecretVariables.Select(name => $"{name}=\"${name}\"")
        .Concat(command.Variables.Select(variable => $"{variable.Key}={Word(variable.Value)}"))
        .Append(Word(command.FileName))
        .Concat(command.Arguments.Select(Word)));

    public static string Word(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '=' or ':' or '%' or '+' or ',' or '@';
}
