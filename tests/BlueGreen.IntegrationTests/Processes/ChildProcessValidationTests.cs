namespace BlueGreen.IntegrationTests.Processes;

public sealed class ChildProcessValidationTests
{
    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var options = new ChildProcessOptions
        {
            StateDirectory = " ",
            ReadinessPath = "health",
            ReadinessPollInterval = TimeSpan.Zero,
            StopGrace = TimeSpan.FromSeconds(-1),
            Clock = null!,
            StopOnExit = true,
            HandOverOnExit = true,
        };

        var error = Assert.Throws<ArgumentException>(() => new ChildProcessEnvironment(Command.Run("x", "a\0b").With("BLUEGREEN_X", "1").With("A=B", "1"), options));

        foreach (var name in new[] { "StateDirectory", "ReadinessPath", "ReadinessPollInterval", "StopGrace", "Clock", "HandOverOnExit", "NUL", "BLUEGREEN_X", "A=B" })
        {
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_identity_tells_commands_apart_but_not_the_values_of_variables()
    {
        static ProviderIdentity Of(Command command) => new ChildProcessEnvironment(command).Identity;

        Assert.Equal(Of(Command.Run("./shop").With("KEY", "a")), Of(Command.Run("./shop").With("KEY", "b")));
        Assert.NotEqual(Of(Command.Run("./shop", "--a")), Of(Command.Run("./shop", "--b")));
        Assert.Equal("child-process:shop", Of(Command.Run("./shop")).Name);
    }
}
