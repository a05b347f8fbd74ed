using System.Text;
using FakeImds.Ec2;
using FakeImds.Ec2Api;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Tests.Launches;

/// <summary>The ways in which a launch comes into an account. Each launches with tags shown in metadata; null where the door can't say the member.</summary>
internal static class LaunchDoors
{
    private static readonly MetadataOptions s_tagsShown = new() { InstanceMetadataTags = OptionState.Enabled };

    public static IReadOnlyDictionary<string, Func<LaunchMember, Task<ImdsEmulator>?>> All { get; } = new Dictionary<string, Func<LaunchMember, Task<ImdsEmulator>?>>
    {
        ["library request"] = static m => Library(m.Request(new RunInstancesRequest()), null),
        ["library template"] = static m => m.Template is { } template ? Library(new RunInstancesRequest(), template(new LaunchTemplateData())) : null,
        ["RunInstances"] = static m => ApiAsync(m.Api, null),
        ["CreateLaunchTemplate"] = static m => m.Template is null ? null : ApiAsync("", m.ApiTemplate ?? m.Api),
        ["config instance"] = static m => m.ConfigInstance is "" ? null : File(
            $$"""{ "Instances": [{ "MetadataOptions": { "InstanceMetadataTags": "enabled" }, {{m.ConfigInstance}} }] }"""),
        ["config template"] = static m => m.JsonTemplate is not { } json ? null : File(
            $$"""{ "LaunchTemplateVersions": [{ "LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "VersionNumber": 1, "LaunchTemplateData": { "MetadataOptions": { "InstanceMetadataTags": "enabled" }, {{json}} } }] }"""),
        ["AWS::EC2::Instance"] = static m => Stack("AWS::EC2::Instance", """ "MetadataOptions": { "InstanceMetadataTags": "enabled" }, """, m.Stack),
        ["AWS::EC2::LaunchTemplate"] = static m => m.JsonTemplate is not { } json ? null
            : Stack("AWS::EC2::LaunchTemplate", "", $$""" "LaunchTemplateData": { "ImageId": "ami-1", "MetadataOptions": { "InstanceMetadataTags": "enabled" }, {{json}} } """),
        ["AWS::AutoScaling::LaunchConfiguration"] = static m => Stack("AWS::AutoScaling::LaunchConfiguration", "", m.StackConfiguration),
        ["aws_instance"] = static m => Plan("aws_instance", "ami", m.Terraform),
        ["aws_launch_template"] = static m => Plan("aws_launch_template", "image_id", m.TerraformTemplate),
        ["aws_launch_configuration"] = static m => Plan("aws_launch_configuration", "image_id", m.TerraformConfiguration),
        ["aws_spot_instance_request"] = static m => Plan("aws_spot_instance_request", "ami", m.Terraform),
    };

    private static Task<ImdsEmulator> Library(RunInstancesRequest request, LaunchTemplateData? template) => Task.FromResult(new ImdsEmulator(new ImdsEmulatorOptions
    {
        Launch = (account, _) =>
        {
            var region = account.Region("us-east-1");
            var name = template is null ? null : region.LaunchTemplates.Create("web", template).LaunchTemplateName;
            return region.Instances.Run(request with { ImageId = region.Images.Register("plain").ImageId, MetadataOptions = s_tagsShown, LaunchTemplate = name })[0];
        },
    }));

    // The launched instance is handed on to an emulator's client by its id.
    private static async Task<ImdsEmulator> ApiAsync(string run, string? template)
    {
        var emulator = new ImdsEmulator();
        var region = emulator.Account.Region("us-east-1");
        await using var api = emulator.CreateEc2Api(new Ec2ApiOptions());
        using var client = api.CreateClient();
        if (template is not null)
        {
            await SendAsync(client, "CreateLaunchTemplate&LaunchTemplateName=web&" + string.Join('&', template.Split('&').Select(static p => "LaunchTemplateData." + p)));
            run = "LaunchTemplate.LaunchTemplateName=web";
        }

        await SendAsync(client, $"RunInstances&ImageId={region.Images.Register("plain").ImageId}&MinCount=1&MaxCount=1&MetadataOptions.InstanceMetadataTags=enabled&{run}");
        return emulator;
    }

    private static async Task SendAsync(HttpClient client, string call)
    {
        using var content = new StringContent("Version=2016-11-15&Action=" + call.Replace("aGk=", "aGk%3D", StringComparison.Ordinal), Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync("/", content, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static Task<ImdsEmulator>? Stack(string type, string before, string? properties) => properties is null ? null : File(
        $$"""{ "Resources": { "Web": { "Type": "{{type}}", "Properties": { {{(type is "AWS::EC2::LaunchTemplate" ? "" : """ "ImageId": "ami-1", """)}} {{before}} {{properties}} } } } }""");

    private static Task<ImdsEmulator>? Plan(string type, string image, string? values) => values is null ? null : File(
        $$"""
        { "format_version": "1.2", "terraform_version": "1.9.0", "planned_values": { "root_module": { "resources": [
          { "address": "{{type}}.web", "mode": "managed", "type": "{{type}}", "name": "web", "values": { "{{image}}": "ami-1", {{(type is "aws_launch_configuration" ? "" : """ "metadata_options": [{ "instance_metadata_tags": "enabled" }], """)}} {{values}} } } ] } } }
        """);

    private static Task<ImdsEmulator> File(string text)
    {
        var builder = new AccountBuilder(AccountSettings.Of([InputFile.Of("launch.json", Encoding.UTF8.GetBytes(text))]));
        var options = new ImdsEmulatorOptions { Region = builder.Region, Launch = builder.LaunchAll };
        builder.Configure(options.Account);
        return Task.FromResult(new ImdsEmulator(options));
    }
}
