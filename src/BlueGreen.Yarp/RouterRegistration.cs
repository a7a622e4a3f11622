namespace BlueGreen.Yarp;

/// <summary>Says that an application has a router in this process.</summary>
/// <param name="Application">The application.</param>
internal sealed record RouterRegistration(string Application);
