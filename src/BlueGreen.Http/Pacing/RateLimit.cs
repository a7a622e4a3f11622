namespace BlueGreen.Http.Pacing;

/// <summary>What an answer says about how often one may ask.</summary>
/// <param name="Remaining">How many requests are left in the present window.</param>
/// <param name="ResetIn">How long the window lasts.</param>
/// <param name="Quota">How many requests a window allows, where it says.</param>
internal readonly record struct RateLimit(long Remaining, TimeSpan ResetIn, long? Quota);
