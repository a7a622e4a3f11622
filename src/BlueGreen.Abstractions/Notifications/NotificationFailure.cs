namespace BlueGreen.Notifications;

/// <summary>A notification that was given up.</summary>
/// <param name="Subscriber">Who was not told.</param>
/// <param name="Notification">Of what.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What was answered last.</param>
public sealed record NotificationFailure(string Subscriber, Notification Notification, int Attempts, string Error);
