using System.Collections.Concurrent;
using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Ec2;

/// <summary>Instances, templates and images are found by indexes, which stay true whatever is launched, renamed or removed meanwhile.</summary>
public sealed class IndexedAccountTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Ec2Region _region;

    public IndexedAccountTests() => _region = TestRegion.New(o => o.TimeProvider = _time);

    [Fact]
    public async Task Readers_find_every_instance_that_is_listed_while_others_launch_and_forget()
    {
        var request = _region.WithImage(new RunInstancesRequest { Count = 3 });
        var kept = new ConcurrentBag<string>();
        var writers = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 150; i++)
                {
                    var launched = _region.Instances.Run(request);
                    _region.Instances.Forget(launched[1].InstanceId).ShouldBeTrue();
                    kept.Add(launched[0].InstanceId);
                    kept.Add(launched[2].InstanceId);
                }
            },
            TestContext.Current.CancellationToken)));
        do
        {
            var numbers = _region.Instances.All.Select(static i => i.LaunchNumber).ToArray();
            numbers.ShouldBeInOrder();
            numbers.ShouldBeUnique();
            foreach (var id in kept.Take(20))
            {
                _region.Instances.Get(id).InstanceId.ShouldBe(id);
            }
        }
        while (!writers.IsCompleted);

        await writers;
        _region.Instances.All.Select(static i => i.InstanceId).ShouldBe(kept, ignoreOrder: true);
    }

    [Fact]
    public void Terminated_instances_are_forgotten_each_in_its_time_and_no_other_with_them()
    {
        var first = _region.Launch();
        var second = _region.Launch();
        var third = _region.Launch();
        second.Terminate();
        _time.Advance(TimeSpan.FromMinutes(30));
        first.Terminate();
        first.Terminate();
        _time.Advance(TimeSpan.FromMinutes(30));

        _region.Instances.All.ShouldBe([first, third]);
        _region.Instances.Known.After(second.InstanceId).ShouldNotBeNull().ShouldBe([third]);
        var fourth = _region.Launch();
        _region.Instances.Known.After(second.InstanceId).ShouldBeNull("the launch has removed it");
        _time.Advance(TimeSpan.FromMinutes(30));
        var fifth = _region.Launch();
        _region.Instances.All.ShouldBe([third, fourth, fifth]);
        _region.Instances.Find(first.InstanceId).ShouldBeNull();
    }

    [Fact]
    public void An_instance_that_has_the_id_of_a_forgotten_one_outlives_it()
    {
        var request = new RunInstancesRequest { Describe = static d => d with { InstanceId = "i-0000000000000000a" } };
        var old = _region.Launch(request);
        old.Terminate();
        _region.Instances.Forget(old.InstanceId).ShouldBeTrue();
        var young = _region.Launch(request);
        _time.Advance(TimeSpan.FromHours(2));
        _region.Launch();

        _region.Instances.Get(old.InstanceId).ShouldBe(young);
    }

    [Fact]
    public void A_launch_that_gives_two_instances_one_id_launches_none()
    {
        var request = _region.WithImage(new RunInstancesRequest { Count = 2, Describe = static d => d with { InstanceId = "i-0000000000000000a" } });

        Should.Throw<ArgumentException>(() => _region.Instances.Run(request)).Message.ShouldContain("i-0000000000000000a");
        _region.Instances.All.ShouldBeEmpty();
    }

    [Fact]
    public void Of_many_templates_of_one_name_at_once_one_is_made()
    {
        var made = 0;
        Parallel.For(0, 200, i =>
        {
            try
            {
                _region.LaunchTemplates.Create($"web-{i % 5}", new LaunchTemplateData());
                Interlocked.Increment(ref made);
            }
            catch (Ec2Exception e) when (e.Error.Code is "InvalidLaunchTemplateName.AlreadyExistsException")
            {
                // The name is taken: another was first.
            }
        });

        made.ShouldBe(5);
        _region.LaunchTemplates.All.Select(static t => t.LaunchTemplateName).Order().ShouldBe(["web-0", "web-1", "web-2", "web-3", "web-4"]);
    }

    [Fact]
    public void A_template_that_is_replaced_under_another_name_leaves_its_old_name_free()
    {
        var templates = _region.LaunchTemplates;
        var old = templates.Create("old", new LaunchTemplateData());
        templates.Register(old with { LaunchTemplateName = "new" });

        templates.Find("old").ShouldBeNull();
        templates.Get("new").LaunchTemplateId.ShouldBe(old.LaunchTemplateId);
        templates.Create("old", new LaunchTemplateData()).LaunchTemplateId.ShouldNotBe(old.LaunchTemplateId);
        templates.Delete("new");
        templates.All.ShouldHaveSingleItem().ShouldBe(templates.Get("old"));
    }

    [Fact]
    public void Versions_of_a_template_are_found_in_whatever_order_they_are_given()
    {
        LaunchTemplateVersion[] versions = [Numbered(7), Numbered(2), Numbered(5)];
        var template = new LaunchTemplate { LaunchTemplateId = "lt-1", LaunchTemplateName = "pasted", Versions = [.. versions], DefaultVersionNumber = 5 };

        template.LatestVersionNumber.ShouldBe(7);
        foreach (var version in versions)
        {
            template.Version(version.VersionNumber.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(version);
        }

        TestRegion.Refusal(() => template.Version("6")).Code.ShouldBe("InvalidLaunchTemplateId.VersionNotFound");
    }

    private static LaunchTemplateVersion Numbered(int number) => new(number, new LaunchTemplateData(), $"version {number}", DateTimeOffset.UnixEpoch);

    [Fact]
    public void An_image_that_is_replaced_or_deregistered_leaves_its_name_free()
    {
        var images = _region.Images;
        var image = images.Register("golden");
        TestRegion.Refusal(() => images.Register("golden")).Code.ShouldBe("InvalidAMIName.Duplicate");
        images.Register(image with { ImageId = "ami-shared", OwnerId = "210987654321" });
        images.Register(image with { Name = "silver" });
        var second = images.Register("golden");
        images.Index.Named(["golden", "silver"]).Select(static i => i.ImageId).ShouldBe([image.ImageId, "ami-shared", second.ImageId], ignoreOrder: true);
        images.Deregister(second.ImageId);
        images.Register("golden").ImageId.ShouldNotBe(second.ImageId);
    }
}
