using FakeImds.Cli.Run;
using FakeImds.Cli.Tests.Run;
using FakeImds.Iac.Plan;
using k8s;
using k8s.Models;

namespace FakeImds.Cli.Tests.Fleet;

/// <summary>
/// The manifests of samples/kubernetes are of the types of the Kubernetes API: no unknown member, no value of another type. There is no cluster
/// here that would check more.
/// </summary>
public sealed class KubernetesSampleTests
{
    private static readonly string s_folder = Path.Combine(Places.Root, "samples", "kubernetes");

    public static TheoryData<string> Files { get; } = [.. Directory.GetFiles(s_folder, "*.yaml").Select(static f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_manifest_is_of_the_types_of_the_API_and_its_parts_fit_each_other(string file)
    {
        var objects = Read(file);

        foreach (var set in objects.OfType<V1DaemonSet>())
        {
            set.Spec.Template.Metadata.Labels.ShouldBe(set.Spec.Selector.MatchLabels);
        }

        foreach (var pod in Pods(objects))
        {
            Containers(pod).ShouldContain(static c => c.Image == "fakeimds");
            foreach (var container in Containers(pod))
            {
                (container.VolumeMounts ?? []).Select(static m => m.Name).ShouldBeSubsetOf((pod.Volumes ?? []).Select(static v => v.Name));
            }

            foreach (var volume in (pod.Volumes ?? []).Where(static v => v.ConfigMap is not null))
            {
                objects.OfType<V1ConfigMap>().ShouldContain(m => m.Metadata.Name == volume.ConfigMap.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_service_s_variables_and_config_are_what_run_reads(string file)
    {
        var objects = Read(file);
        var config = objects.OfType<V1ConfigMap>().SelectMany(static m => m.Data).Select(static d => d.Value).SingleOrDefault();
        using var written = new TempFile(config ?? "{}");

        foreach (var container in Pods(objects).SelectMany(Containers).Where(static c => c.Image == "fakeimds"))
        {
            var variables = container.Env.ToDictionary(static e => e.Name, e => e.Name is SettingsReader.ConfigVariable ? written.Path : e.Value);
            variables.Keys.ShouldBeSubsetOf([SettingsReader.ConfigVariable, .. RunOptions.All.Select(static o => o.EnvironmentName)]);
            var settings = SettingsReader.Read([], static _ => null, variables);
            new AccountBuilder(settings).Fleet.ShouldNotBeNull();
            settings.AssignAddresses.ShouldBeTrue();
            container.StartupProbe.Exec.Command.ShouldBe(["/fakeimds", "healthcheck"]);
            container.SecurityContext.Capabilities.Add.ShouldContain("NET_ADMIN");
        }
    }

    [Fact]
    public void A_member_that_the_API_does_not_have_is_an_error() =>
        Should.Throw<Exception>(() => KubernetesYaml.LoadAllFromString("apiVersion: v1\nkind: Pod\nspec:\n  hostNetwrk: true\n", strict: true));

    private static List<object> Read(string file) => KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(s_folder, file)), strict: true);

    private static IEnumerable<V1PodSpec> Pods(List<object> objects) =>
        [.. objects.OfType<V1Pod>().Select(static p => p.Spec), .. objects.OfType<V1DaemonSet>().Select(static s => s.Spec.Template.Spec)];

    private static IEnumerable<V1Container> Containers(V1PodSpec pod) => [.. pod.InitContainers ?? [], .. pod.Containers];
}
