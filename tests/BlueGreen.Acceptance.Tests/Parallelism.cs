using Xunit.Sdk;
using Xunit.v3;

// Each run puts load on the machine; together they would judge each other's.
[assembly: Parallelization(Mode = ParallelMode.None)]
