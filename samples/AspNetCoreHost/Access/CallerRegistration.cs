namespace AspNetCoreHost.Access;

/// <summary>Who may call, and what they may do.</summary>
internal static class CallerRegistration
{
    /// <summary>
    /// Callers are in the section <c>Access</c>; <c>--callers FILE</c> names a file that has it. A file rather than variables, because child processes, and so
    /// the storefront, inherit variables.
    /// </summary>
    public static void AddCallers(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["callers"] is { } file)
        {
            builder.Configuration.AddJsonFile(Path.GetFullPath(file));
        }

        builder.Services.AddAuthentication(CallerHandler.Name).AddScheme<CallerOptions, CallerHandler>(CallerHandler.Name, null);
        builder.Services.AddOptions<CallerOptions>(CallerHandler.Name)
            .BindConfiguration("Access")
            .Validate(options => options.Callers.Count > 0, "Nobody may call. Name a file with callers, as callers.example.json shows: --callers FILE.")
            .Validate(options => options.AreNamed, "A caller in Access:Callers has no Name. Give each one; journals will hold it.")
            .Validate(options => options.HaveTokens, $"A caller in Access:Callers has a Token shorter than {CallerOptions.ShortestToken} characters. Make one with: openssl rand -hex 32.")
            .Validate(options => options.AreDistinct, "Two callers in Access:Callers have the same Name or the same Token. Give each their own.")
            .Validate(options => options.HaveRoles, $"A caller in Access:Callers has no role or an unknown one. Roles are {string.Join(", ", Roles.All)}.")
            .ValidateOnStart();

        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Look, policy => policy.RequireRole(Roles.All))
            .AddPolicy(Policies.Operate, policy => policy.RequireRole(Roles.Operator))
            .AddPolicy(Policies.Approve, policy => policy.RequireRole(Roles.Approver));
    }
}
