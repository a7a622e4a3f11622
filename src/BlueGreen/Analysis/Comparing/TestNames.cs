namespace BlueGreen.Analysis.Comparing;

/// <summary>What tests are called that are not about one metric alone.</summary>
internal static class TestNames
{
    extension(Certification certification)
    {
        /// <summary>The test that a bake waits for.</summary>
        public string TestName => $"good enough: {certification}";
    }
}
