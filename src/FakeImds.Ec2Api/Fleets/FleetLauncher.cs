using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Fleets;

/// <summary>Launches a fleet's capacity from the first pool that takes it. What EC2 refuses is an error of the fleet, not of the call.</summary>
internal sealed class FleetLauncher(Ec2Call call, string fleetId, ImmutableSortedDictionary<string, string> tags)
{
    private const string FleetTag = "aws:ec2:fleet-id";

    private readonly List<FleetLaunch> _launches = [];
    private readonly List<FleetError> _errors = [];

    public ImmutableArray<FleetLaunch> Launches => [.. _launches];

    public ImmutableArray<FleetError> Errors => [.. _errors];

    public void Launch(ImmutableArray<FleetPool> pools, int capacity, bool isSpot)
    {
        foreach (var pool in capacity > 0 ? pools : [])
        {
            var instances = new List<Ec2Instance>();
            try
            {
                Run(instances, pool, (int)Math.Ceiling(capacity / pool.Weight), isSpot);
            }
            catch (Ec2Exception e)
            {
                _errors.Add(new FleetError(pool, isSpot, e.Error));
            }

            if (instances.Count > 0)
            {
                _launches.Add(new FleetLaunch(pool, isSpot, [.. instances]));
                capacity = (int)Math.Ceiling(capacity - (instances.Count * pool.Weight));
            }

            if (capacity <= 0)
            {
                break;
            }
        }
    }

    private void Run(List<Ec2Instance> instances, FleetPool pool, int count, bool isSpot)
    {
        for (var left = count; left > 0; left -= InstanceFleet.MaxCount)
        {
            var request = pool.Request(Math.Min(left, InstanceFleet.MaxCount), isSpot);
            request = request with
            {
                Tags = tags.IsEmpty ? null : TemplateTags(pool).SetItems(tags),
                Describe = d => d with { Tags = d.Tags.SetItem(FleetTag, fleetId) },
            };
            call.AskToLaunch(request);
            instances.AddRange(call.Region.Instances.Run(request));
        }
    }

    // Those of the fleet's request come over the template's, key by key.
    private ImmutableSortedDictionary<string, string> TemplateTags(FleetPool pool) =>
        call.Region.LaunchTemplates.Get(pool.LaunchTemplate).Version(pool.Version).Data.Tags ?? InstanceDescription.NoTags;
}
