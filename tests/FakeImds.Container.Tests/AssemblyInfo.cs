using FakeImds.Container.Tests;

// One engine for all tests, and one test at a time: all networks of the samples hold the same address.
[assembly: AssemblyFixture(typeof(ContainerEngine))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
