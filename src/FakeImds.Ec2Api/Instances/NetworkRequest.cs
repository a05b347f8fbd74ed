using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Instances;

/// <summary>What a launch request says of the network: of the primary interface itself, or of each interface.</summary>
internal sealed class NetworkRequest
{
    private readonly InterfaceRequest _primary;
    private readonly IReadOnlyList<InterfaceRequest> _interfaces;

    private NetworkRequest(InterfaceRequest primary, IReadOnlyList<InterfaceRequest> interfaces)
    {
        _primary = primary;
        _interfaces = interfaces;
    }

    public static NetworkRequest Read(Parameters parameters)
    {
        var primary = InterfaceRequest.ReadTopLevel(parameters);
        var interfaces = parameters.Structures("NetworkInterface").Select(InterfaceRequest.Read).OrderBy(static i => i.DeviceIndex).ToArray();
        if (interfaces.Length > 0 && !primary.IsEmpty)
        {
            throw new Ec2Exception(new Ec2Error(
                "InvalidParameterCombination", "Network interfaces and an instance-level subnet ID, private IP address or security groups may not be specified on the same request"));
        }

        return interfaces.Select(static i => i.DeviceIndex).Distinct().Count() == interfaces.Length
            ? new NetworkRequest(primary, interfaces)
            : throw new Ec2Exception(Ec2Errors.InvalidParameter("NetworkInterface.N.DeviceIndex", "", "Each interface must have another device index."));
    }

    public InstanceDescription Describe(InstanceDescription description)
    {
        var model = description.NetworkInterfaces[0];
        if (_interfaces.Count == 0)
        {
            var only = _primary.Describe(model, 0);
            return description with { NetworkInterfaces = [only], SecurityGroups = only.SecurityGroups };
        }

        ImmutableArray<NetworkInterface> interfaces = [.. _interfaces.Select((request, index) => request.Describe(model, index))];
        return description with { NetworkInterfaces = interfaces, SecurityGroups = interfaces[0].SecurityGroups };
    }

    /// <summary>The addresses that the request itself gives: clients from there are the instance's.</summary>
    public IEnumerable<IPAddress> DeclaredAddresses => _interfaces.Prepend(_primary).SelectMany(static i => i.DeclaredAddresses);
}
