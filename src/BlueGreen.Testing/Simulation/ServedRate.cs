namespace BlueGreen.Testing.Simulation;

internal readonly record struct ServedRate(double RequestsPerSecond, double Errors, double LatencySeconds);
