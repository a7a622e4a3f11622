namespace BlueGreen.Plans.Drafting;

/// <summary>What a builder has been told so far, right or wrong.</summary>
internal sealed class PlanDraft(string application)
{
    public string Application { get; } = application;

    public Stated<IEnvironmentProvider> Environment { get; } = new();

    public Stated<ITrafficRouter> Traffic { get; } = new();

    public Stated<IHealthProber> Prober { get; } = new();

    public Stated<IMigrationRunner> Migrations { get; } = new();

    public List<DraftedSource> Sources { get; } = [];

    public List<IProvider> Services { get; } = [];

    public List<Probe> Probes { get; } = [];

    public List<TriggerRule> Triggers { get; } = [];

    public List<PlanRequirement> Requires { get; } = [];

    public List<PlanStep> Steps { get; } = [];

    /// <summary>Steps that run before others, in the order in which they do.</summary>
    public List<PrecedingStep> Preceding { get; } = [];

    public List<DraftedCheck> Checks { get; } = [];

    public List<DraftedHandler> Handlers { get; } = [];

    public Stated<TimeSpan> SampleEvery { get; } = new();

    public Stated<TimeSpan> SampleTimeout { get; } = new();

    public Stated<TimeSpan> Drain { get; } = new();

    public Stated<TimeSpan> Settle { get; } = new();

    public Stated<int> Retain { get; } = new();

    public Stated<RollbackStrategy> GradualRollback { get; } = new();

    public Stated<string> EmergencyReason { get; } = new();

    public Stated<string> NoTriggersReason { get; } = new();

    /// <summary>What a followed profile says where the plan itself says nothing.</summary>
    public RolloutProfile? Profile { get; set; }
}
