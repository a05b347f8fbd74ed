using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Tests.Documents;

/// <summary>Each error is one line with the exact place, what is wrong and what is allowed.</summary>
public sealed class ConfigErrorTests
{
    [Theory]
    [InlineData("{\n  \"Instance\": []\n}", "2:3: unknown member 'Instance'; did you mean 'Instances'?")]
    [InlineData("{ \"AccountLevel\": { \"HttpToken\": 1 } }", "1:21: unknown member 'HttpToken' in AccountLevel; did you mean 'HttpTokens'?")]
    [InlineData("{ \"AccountLevel\": { \"httpTokens\": \"required\" } }", "1:21: unknown member 'httpTokens' in AccountLevel; did you mean 'HttpTokens'?")]
    [InlineData("{ \"Vpcs\": [ { \"VpcIds\": 1 } ] }", "1:15: unknown member 'VpcIds' in Vpcs[0]; did you mean 'VpcId'?")]
    [InlineData("{ \"Instances\": [ { \"MetadataOption\": 1 } ] }", "1:20: unknown member 'MetadataOption' in Instances[0]; did you mean 'MetadataOptions'?")]
    [InlineData("{ \"AccountLevel\": { \"HttpTokens\": \"requird\" } }", "1:35: AccountLevel.HttpTokens is 'requird'; optional, required or no-preference is allowed; did you mean 'required'?")]
    [InlineData("{ \"AccountLevel\": { \"HttpPutResponseHopLimit\": 0 } }", "1:48: AccountLevel.HttpPutResponseHopLimit is 0; a whole number from 1 to 64, or -1 for no preference is allowed")]
    [InlineData("{ \"AccountLevel\": [] }", "1:19: AccountLevel is a list; an object is allowed")]
    [InlineData("{ \"Instances\": {} }", "1:16: Instances is an object; a list is allowed")]
    [InlineData("[]", "1:1: the document is a list; an object is allowed")]
    [InlineData("{ \"Instances\": [ { \"MetadataOptions\": { \"HttpPutResponseHopLimit\": \"2\" } } ] }", "1:68: Instances[0].MetadataOptions.HttpPutResponseHopLimit is a string; a whole number from 1 to 64 is allowed")]
    [InlineData("{ \"Instances\": [ { \"MetadataOptions\": { \"HttpPutResponseHopLimit\": 65 } } ] }", "1:68: Instances[0].MetadataOptions.HttpPutResponseHopLimit is 65; a whole number from 1 to 64 is allowed")]
    [InlineData("{ \"Instances\": [ { \"MetadataOptions\": { \"HttpPutResponseHopLimit\": 1.5 } } ] }", "1:68: Instances[0].MetadataOptions.HttpPutResponseHopLimit is 1.5; a whole number from 1 to 64 is allowed")]
    [InlineData("{ \"Instances\": [ { \"LaunchTime\": \"yesterday\" } ] }", "1:34: Instances[0].LaunchTime is 'yesterday'; a time such as 2026-01-31T09:30:00+00:00 is allowed")]
    [InlineData("{ \"Instances\": [ { \"EbsOptimized\": \"true\" } ] }", "1:36: Instances[0].EbsOptimized is a string; true or false is allowed")]
    [InlineData("{ \"Instances\": [ { \"ImageId\": null } ] }", "1:31: Instances[0].ImageId is null; a string that is not empty is allowed")]
    [InlineData("{ \"Images\": [ { \"ImdsSupport\": \"v1.0\" } ] }", "1:32: Images[0].ImdsSupport is 'v1.0'; v2.0 is allowed; did you mean 'v2.0'?")]
    [InlineData("{ \"FakeImds\": { \"Listen\": [ \"127.0.0.1\" ] } }", "1:29: FakeImds.Listen[0] is '127.0.0.1'; ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080 is allowed")]
    [InlineData("{ \"FakeImds\": { \"ClientHops\": [ \"10.0.0.0/8=65\" ] } }", "1:33: FakeImds.ClientHops[0] is '10.0.0.0/8=65'; NETWORK=N or ADDRESS=N with N from 1 to 64, such as 172.16.0.0/12=2 or 172.17.0.2=2 is allowed")]
    [InlineData("{ \"FakeImds\": { \"Region\": \"Ireland\" } }", "1:27: FakeImds.Region is 'Ireland'; a Region name such as us-east-1 is allowed")]
    [InlineData("{ \"FakeImds\": { \"AccountId\": \"12\" } }", "1:30: FakeImds.AccountId is '12'; an account id of 12 digits is allowed")]
    [InlineData("{ \"FakeImds\": { \"UserDataBase64\": \"%\" } }", "1:35: FakeImds.UserDataBase64 is a text of 1 characters that is no base64; base64 is allowed")]
    [InlineData("{ \"FakeImds\": { \"UserData\": \"a\", \"UserDataBase64\": \"YQ==\" } }", "1:52: FakeImds.UserDataBase64 is given together with FakeImds.UserData; one of them is allowed")]
    [InlineData("{ \"FakeImds\": { \"Overrides\": { \"meta-data/\": \"\" } } }", "1:32: 'meta-data/' in FakeImds.Overrides is not a path of an entry; one such as meta-data/instance-type is allowed")]
    [InlineData("{ \"FakeImds\": { \"Overrides\": { \"meta-data/a\": 1 } } }", "1:47: FakeImds.Overrides.meta-data/a is a number; a string or null is allowed")]
    [InlineData("{ \"FakeImds\": { \"SpotInterruption\": { \"Action\": \"stop\" } } }", "1:37: FakeImds.SpotInterruption has no Time; give it one")]
    public void A_wrong_document_gets_one_line(string json, string expected) => ConfigText.Error(json).ShouldBe(expected);

    [Theory]
    [InlineData("""{ "Vpcs": [ { "VpcId": "vpc-0aaaaaaaaaaaaaaa1", "EncryptionControl": { "Mode": "monitor" } } ] }""")]
    [InlineData("""{ "Instances": [ { "Whatever": 1, "State": { "Since": [] } } ] }""")]
    [InlineData("""{ "Images": [ { "ImageId": "ami-0b1c2d3e4f5061728", "Whatever": null } ] }""")]
    public void A_member_that_AWS_adds_to_an_output_is_ignored(string json) =>
        Should.NotThrow(() => ConfigText.Settings(json));

    [Theory]
    [InlineData("{ \"Seed\": 1, }", "1:3: unknown member 'Seed'")]
    [InlineData("// c\n{\r\n\t\"FakeImds\": {\r\n\t\t\"Sed\": 1 } }", "4:3: unknown member 'Sed' in FakeImds; did you mean 'Seed'?")]
    [InlineData("{ /* äöü 🎉 */ \"Sed\": 1 }", "1:15: unknown member 'Sed'")]
    [InlineData("\uFEFF{ \"Sed\": 1 }", "1:3: unknown member 'Sed'")]
    [InlineData("{ \"FakeImds\": { \"UserData\": \"é🎉\", \"x\": 1 } }", "1:35: unknown member 'x' in FakeImds")]
    public void Places_count_lines_and_characters(string json, string expected) => ConfigText.Error(json).ShouldStartWith(expected);

    [Theory]
    [InlineData("", "1:1: not JSON: ")]
    [InlineData("{", "1:2: not JSON: ")]
    [InlineData("{\n  \"FakeImds\": x\n}", "2:15: not JSON: 'x' is an invalid start of a value; JSON with comments and trailing commas is allowed")]
    [InlineData("{} {}", "1:4: not JSON: ")]
    [InlineData("{ \"FakeImds\": { \"Seed\": 1, \"Seed\": 2 } }", "1:28: Seed is given twice, first at 1:17; give it once")]
    [InlineData("{ \"FakeImds\": { \"UserData\": \"\\ud800\" } }", "1:29: the string has half of a surrogate pair")]
    public void What_is_not_JSON_gets_one_line(string json, string expected) => ConfigText.Error(json).ShouldStartWith(expected);

    [Fact]
    public void A_file_that_is_not_UTF8_gets_its_place()
    {
        byte[] text = [.. "{\n \"a"u8, 0xff, .. "\": 1 }"u8];

        Should.Throw<AccountFilesException>(() => InputFile.Of("x.json", text))
            .Message.ShouldBe("x.json:2:4: the file is not UTF-8; JSON in UTF-8 is allowed");
    }

    [Theory]
    [InlineData("{ \"FakeImds\": { \"InstanceId\": \"i-2\" }, \"Instances\": [ { \"InstanceId\": \"i-1\" }, { \"InstanceId\": \"i-3\" } ] }", "1:31: FakeImds.InstanceId is 'i-2'; no instance of the file has that id; i-1 or i-3 is allowed")]
    [InlineData("{ \"FakeImds\": { \"LaunchTemplate\": { \"LaunchTemplateName\": \"a\" } } }", "1:35: FakeImds.LaunchTemplate names a launch template version that LaunchTemplateVersions does not have; give one of those, or none")]
    [InlineData("{ \"Instances\": [ { \"Placement\": { \"AvailabilityZone\": \"Ireland\" } } ] }", "1:55: Instances[0].Placement.AvailabilityZone is 'Ireland'; an Availability Zone such as us-east-1a is allowed")]
    [InlineData("{ \"FakeImds\": { \"Region\": \"us-east-1\" }, \"Instances\": [ { \"Placement\": { \"AvailabilityZone\": \"eu-west-1a\" } } ] }", "1:94: Instances[0].Placement.AvailabilityZone is 'eu-west-1a', but the Region is us-east-1; a zone of that Region is allowed")]
    [InlineData("{ \"Instances\": [ { \"NetworkInterfaces\": [ { }, { \"Attachment\": { \"DeviceIndex\": 1 } } ] } ] }", "1:48: Instances[0].NetworkInterfaces[1] has no MacAddress; give it one")]
    [InlineData("{ \"Instances\": [ { \"Tags\": [ { \"Value\": \"a\" } ] } ] }", "1:30: Instances[0].Tags[0] has no Key; give it one")]
    public void Parts_that_contradict_each_other_get_one_line(string json, string expected) => ConfigText.Error(json).ShouldBe(expected);

    [Fact]
    public void A_missing_file_gets_one_line() =>
        Should.Throw<AccountFilesException>(() => InputFile.Read("/no/such\nfile"))
            .Message.ShouldBe("fakeimds: FILE is '/no/such\\u000afile'; there is no such file; the path of a JSON or YAML file is allowed");
}
