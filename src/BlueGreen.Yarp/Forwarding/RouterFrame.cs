using BlueGreen.Yarp.Exposition;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>What all requests of one router have in common.</summary>
/// <param name="Application">The application.</param>
/// <param name="VersionHeader">The response header that names the version.</param>
/// <param name="Stickiness">Knows users again.</param>
/// <param name="Instruments">Told each request's time.</param>
/// <param name="Clock">Measures it.</param>
internal sealed record RouterFrame(string Application, string VersionHeader, Stickiness Stickiness, RouterInstruments Instruments, TimeProvider Clock);
