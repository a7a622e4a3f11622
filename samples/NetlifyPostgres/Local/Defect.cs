namespace NetlifyPostgres.Local;

/// <summary>What is wrong with a release. It shows only after some traffic.</summary>
internal enum Defect
{
    None,

    /// <summary>A quarter of the attempts are lost.</summary>
    Errors,

    /// <summary>Attempts take more than two seconds.</summary>
    Slow,

    /// <summary>Each attempt keeps memory.</summary>
    Memory,

    /// <summary>Threads that never rest.</summary>
    Cpu,
}
