// One class at a time: a test that watches a PUT hang must not be slowed by the start of another class's emulator.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
