namespace BlueGreen.Yarp.Forwarding;

/// <summary>Who sent a request, as far as the split is concerned.</summary>
/// <param name="Hash">Where the user stands among all users; null when that is not known.</param>
/// <param name="NewCookie">The cookie value by which to know the user again; null when none is to be given.</param>
internal readonly record struct RoutedUser(ulong? Hash, string? NewCookie);
