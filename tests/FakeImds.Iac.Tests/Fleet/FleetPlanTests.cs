using System.Globalization;
using System.Net;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Tests.Documents;

namespace FakeImds.Iac.Tests.Fleet;

/// <summary>Which clients see which launch of the files.</summary>
public sealed class FleetPlanTests
{
    private const string Stack = """
        Resources:
          Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId: ami-9 } }
          Db: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: ami-9, MetadataOptions: { HttpTokens: required } } } }

        """;

    [Fact]
    public void Each_client_of_a_config_sees_its_instance()
    {
        using var emulator = Fleet("""
            { "Instances": [
              { "InstanceId": "i-0a", "Clients": ["10.0.0.1", "fd00::/64"] },
              { "InstanceId": "i-0b", "Clients": ["10.0.0.0/24"], "MetadataOptions": { "HttpTokens": "required" } },
              { "InstanceId": "i-0c" } ] }
            """);

        See(emulator, "10.0.0.1").ShouldBe("i-0a");
        See(emulator, "fd00::7").ShouldBe("i-0a");
        See(emulator, "10.0.0.2").ShouldBe("i-0b");
        See(emulator, "10.0.1.1").ShouldBeNull();
        emulator.Instance.InstanceId.ShouldBe("i-0a");
        emulator.Account.Region("us-east-1").Instances.All.Count.ShouldBe(3);
    }

    [Fact]
    public void Launches_of_templates_get_clients_by_name_and_are_made_for_them()
    {
        using var emulator = AccountFiles.Parse(
            [new("stack.yaml", Stack), new("fleet.json", """{ "Images": [ { "ImageId": "ami-9" } ], "FakeImds": { "Clients": ["Web=10.0.0.1", "Db=10.0.0.2"], "UnknownClients": "refuse" } }""")]).EmulateFleet();

        var db = emulator.Clients.Routes.Find(IPAddress.Parse("10.0.0.2"))!;
        db.MetadataOptions.Options.HttpTokens.Value.ShouldBe(HttpTokens.Required);
        See(emulator, "10.0.0.1").ShouldBe(emulator.Instance.InstanceId);
    }

    [Fact]
    public void A_fleet_without_an_instance_of_its_own_has_only_what_the_files_launch()
    {
        using var emulator = Fleet("""{ "Instances": [ { "InstanceId": "i-0a", "Clients": ["10.0.0.1"] } ], "FakeImds": { "NoInstance": true } }""");

        emulator.HasInstance.ShouldBeFalse();
        See(emulator, "10.0.0.1").ShouldBe("i-0a");
        using var empty = Fleet("""{ "FakeImds": { "NoInstance": true } }""");
        empty.Account.Region("us-east-1").Instances.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "Instances": [ { "InstanceId": "i-0a", "Clients": ["10.0.0.1"] }, { "InstanceId": "i-0b", "Clients": ["10.0.0.1/32"] } ] }""", "1:105: Instances[1].Clients[0] gives 10.0.0.1/32 to i-0b; Instances[0].Clients[0] gave it to i-0a; give it to one of them")]
    [InlineData("""{ "Instances": [ { "Clients": ["10.0.0.1/24"] } ] }""", "1:32: Instances[0].Clients[0] is '10.0.0.1/24'; an address, a network such as 10.0.0.0/24, or a header such as X-Container-Name: web is allowed")]
    [InlineData("""{ "Instances": [ { "Clients": ["fe80::1%2"] } ] }""", "1:32: Instances[0].Clients[0] is 'fe80::1%2'; an address, a network such as 10.0.0.0/24, or a header such as X-Container-Name: web is allowed")]
    [InlineData("""{ "Instances": [ { "Clients": ["X-Container-Name: web"] } ] }""", "1:32: Instances[0].Clients[0] names a header, which any client can send; ClientHeaders (--client-headers) allows it")]
    public void What_is_wrong_gets_one_line_with_its_place(string json, string line) => ConfigText.Error(json).ShouldBe(line);

    [Fact]
    public void A_launch_that_is_not_there_gets_one_line() =>
        Should.Throw<AccountFilesException>(() => Fleet("""{ "Instances": [ { "InstanceId": "i-0abc" } ], "FakeImds": { "Clients": ["i-0abd=10.0.0.1"] } }"""))
            .Message.ShouldBe("fakeimds: --clients names 'i-0abd'; i-0abc is allowed; did you mean 'i-0abc'?");

    [Theory]
    [InlineData("aws_instance.web[\"a=b\"]=10.0.0.1", "aws_instance.web[\"a=b\"]", "10.0.0.1")]
    [InlineData("Web=X-Label-a: b=c", "Web", "X-Label-a: b=c")]
    public void The_names_of_launches_and_the_values_of_labels_can_have_equals_signs(string text, string launch, string client)
    {
        var read = Iac.Fleet.NamedClient.Read(text)!;

        (read.Launch, read.Route.Text).ShouldBe((launch, client));
    }

    [Fact]
    public void Ten_thousand_instances_of_a_config_take_less_than_ten_kibibytes_each()
    {
        const int Count = 10_000;
        var json = new StringBuilder("{ \"Instances\": [");
        for (var i = 0; i < Count; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}{{\"InstanceId\":\"i-{i:x17}\",\"Clients\":[\"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}\"]}}");
        }

        var settings = ConfigText.Settings(json.Append("]}").ToString());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var builder = new Iac.Plan.AccountBuilder(settings);
        using var emulator = new ImdsEmulator(new ImdsEmulatorOptions { Region = builder.Region, Launch = builder.LaunchAll });
        foreach (var launched in builder.Launched)
        {
            launched.Route(emulator);
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        TestContext.Current.TestOutputHelper!.WriteLine($"{each} bytes each");
        each.ShouldBeLessThan(10 * 1024);
        See(emulator, "10.0.39.15").ShouldBe("i-0000000000000270f");
        GC.KeepAlive(settings);
    }

    private static ImdsEmulator Fleet(string json) => AccountFiles.Parse([new("fleet.json", json)]).EmulateFleet();

    private static string? See(ImdsEmulator emulator, string client) => emulator.Clients.Routes.Find(IPAddress.Parse(client))?.InstanceId;
}
