using BlueGreen.Plans;
using BlueGreen.Plans.Drafting;

namespace BlueGreen;

/// <content>Ready-made rules and steps.</content>
public sealed partial class RolloutBuilder
{
    /// <summary>
    /// Follows a ready-made course from here: its rules hold, and its steps are added in this place. Green is deployed and probed only where the plan has not
    /// said so yet, so gates of one's own may stand between <see cref="ProbeGreen"/> and this call. What the plan states itself, before or after, wins over
    /// the profile's sampling, retention and gradual rollback. Nothing is dropped silently: a metric that no source answers is a problem of the plan, until the
    /// profile is told to do without it.
    /// </summary>
    /// <param name="profile">Such as <see cref="RolloutProfiles.Standard"/>, changed by <c>with</c> where needed.</param>
    public RolloutBuilder Follow(RolloutProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Say(draft => draft.Profile = profile);
        FollowRules(profile);
        FollowPreparation(profile);
        FollowShifts(profile);
        return FollowPromotion(profile);
    }

    private void FollowRules(RolloutProfile profile)
    {
        if (profile.EmergencyReason is { } reason)
        {
            Emergency(reason);
        }

        foreach (var trigger in profile.Triggers)
        {
            if (!_draft.Triggers.Exists(rule => rule with { Name = "" } == trigger with { Name = "" }))
            {
                _draft.Triggers.Add(trigger with { Name = _draft.FreeRule(trigger.Name) });
            }
        }
    }

    private void FollowPreparation(RolloutProfile profile)
    {
        if (_draft.First<DeployStep>() is null)
        {
            DeployGreen(deadline: profile.DeployWithin);
        }

        if (_draft.First<ProbeStep>() is null)
        {
            ProbeGreen(profile.HealthyWithin);
        }
    }

    private void FollowShifts(RolloutProfile profile)
    {
        foreach (var stage in profile.Stages)
        {
            ShiftTo(stage.Green);
            if (stage.Bake is { } bake)
            {
                Bake(bake, stage.Requiring, stage.Compare);
            }
        }
    }

    private RolloutBuilder FollowPromotion(RolloutProfile profile)
    {
        Promote();
        if (profile.ProbeAgainAfter is { } pause)
        {
            Wait(pause).ProbeGreen(profile.HealthyWithin);
        }

        return profile.Watch is { } watch ? Watch(watch) : this;
    }
}
