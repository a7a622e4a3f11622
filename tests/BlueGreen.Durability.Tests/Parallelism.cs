using Xunit.Sdk;
using Xunit.v3;

// Each world is several processes under load; together they would starve each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
