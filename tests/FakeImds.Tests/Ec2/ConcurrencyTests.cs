using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class ConcurrencyTests
{
    private const int Changes = 5_000;

    private static readonly MetadataOptions s_one = new() { HttpTokens = HttpTokens.Optional, HttpPutResponseHopLimit = 1, InstanceMetadataTags = OptionState.Disabled };
    private static readonly MetadataOptions s_two = new() { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 2, InstanceMetadataTags = OptionState.Enabled };

    private readonly Ec2Region _region = TestRegion.New();

    [Fact]
    public async Task A_reader_sees_the_old_options_or_the_new_never_a_mixture()
    {
        var instance = _region.Launch(s_one);
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < Changes; i++)
            {
                instance.ModifyMetadataOptions(i % 2 is 0 ? s_two : s_one);
            }
        }, TestContext.Current.CancellationToken);

        var seen = 0;
        do
        {
            var options = instance.Snapshot.MetadataOptions;
            (options.HttpTokens.Value, options.HttpPutResponseHopLimit.Value, options.InstanceMetadataTags.Value).ShouldBeOneOf(
                (HttpTokens.Optional, 1, OptionState.Disabled), (HttpTokens.Required, 2, OptionState.Enabled));
            seen++;
        }
        while (!writer.IsCompleted);

        await writer;
        seen.ShouldBePositive();
    }

    [Fact]
    public void A_snapshot_in_hand_does_not_change()
    {
        var instance = _region.Launch(s_one);
        var snapshot = instance.Snapshot;
        var text = snapshot.ToString();

        instance.ModifyMetadataOptions(s_two);
        instance.Update(d => d with { InstanceType = "m7g.large" });
        instance.Terminate();

        snapshot.ToString().ShouldBe(text);
    }

    [Fact]
    public void No_change_is_lost_among_parallel_writers()
    {
        var instance = _region.Launch();

        Parallel.For(0, Changes, i =>
        {
            instance.Update(d => d with { AmiLaunchIndex = d.AmiLaunchIndex + 1 });
            instance.ModifyMetadataOptions(new() { HttpPutResponseHopLimit = 1 + (i % 64) });
        });

        instance.Snapshot.Description.AmiLaunchIndex.ShouldBe(Changes);
    }

    [Fact]
    public void Parallel_launches_and_registrations_have_ids_of_their_own()
    {
        var request = _region.WithImage(new() { Count = 2 });

        Parallel.For(0, 200, i =>
        {
            _region.Instances.Run(request);
            _region.Images.Register($"image {i}");
            _region.LaunchTemplates.Create($"template-{i}", new());
        });

        _region.Instances.All.Select(i => i.InstanceId).Distinct().Count().ShouldBe(400);
        _region.Images.All.Count.ShouldBe(201);
        _region.LaunchTemplates.All.Count.ShouldBe(200);
    }

    [Fact]
    public void Parallel_changes_of_the_defaults_keep_each_others_members()
    {
        for (var i = 0; i < 200; i++)
        {
            var region = _region.Account.Region("eu-west-" + (i % 100).ToString(null, null));
            region.ModifyInstanceMetadataDefaults(new() { HttpTokens = DefaultHttpTokens.NoPreference, HttpEndpoint = DefaultOptionState.NoPreference });
            Parallel.Invoke(
                () => region.ModifyInstanceMetadataDefaults(new() { HttpTokens = DefaultHttpTokens.Required }),
                () => region.ModifyInstanceMetadataDefaults(new() { HttpEndpoint = DefaultOptionState.Enabled }));
            region.MetadataDefaults.ShouldBe(new() { HttpTokens = DefaultHttpTokens.Required, HttpEndpoint = DefaultOptionState.Enabled });
        }
    }
}
