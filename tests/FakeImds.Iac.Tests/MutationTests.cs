using System.Text;

namespace FakeImds.Iac.Tests;

/// <summary>Input that is damaged in any way gets an answer or one line: never an exception of another kind.</summary>
public sealed class MutationTests
{
    private const int MutantsOfEach = 400;
    private const int MaxLine = 2000;

    private static readonly string[] s_bits =
    [
        "{", "}", "[", "]", "\"", ":", ",", "null", "0", "-1", "1e999", "true", "\\", "\\u0000", "\\ud800", "\n", "\t", "- ", "#", "&a ", "*a", "!Ref ", "!Sub ", "| ", "\0", "é", "€",
        "\"i\"", "i-", "ami-", "$Latest", "99999999999999999999", "${", "{{resolve:ssm:", "@@assign", "9999-99-99", "\u202E", "'", "? ", "%", "{}", "[]", "[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":",
    ];

    public static TheoryData<string, string> Inputs => new()
    {
        { "stack.yaml", """
            Parameters: { Stage: { Type: String, Default: prod }, Ami: { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 } }
            Conditions: { Prod: !Equals [ !Ref Stage, prod ] }
            Mappings: { M: { a: { b: ami-0aaaaaaaaaaaaaaa1 } } }
            Resources:
              Web:
                Type: AWS::EC2::Instance
                Properties:
                  ImageId: !If [Prod, !FindInMap [M, a, b], !Ref Ami]
                  MetadataOptions: { HttpTokens: required, HttpPutResponseHopLimit: 2 }
                  UserData: !Base64 { "Fn::Sub": "#!/bin/sh ${Stage} ${AWS::Region}" }
                  Tags: [ { Key: Name, Value: !Join [ "-", [ a, !Select [ 0, !Split [ ",", "b,c" ] ] ] ] } ]
              T:
                Type: AWS::EC2::LaunchTemplate
                Properties: { LaunchTemplateData: { InstanceType: t3.micro, MetadataOptions: { InstanceMetadataTags: enabled } } }
              G:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: { LaunchTemplate: { LaunchTemplateId: !Ref T, Version: !GetAtt T.LatestVersionNumber } }
            """ },
        { "describe.json", """
            { "AccountLevel": { "HttpTokens": "required", "HttpPutResponseHopLimit": 2, "ManagedBy": "account" },
              "Images": [ { "ImageId": "ami-0aaaaaaaaaaaaaaa1", "Name": "x", "ImdsSupport": "v2.0", "CreationDate": "2026-01-01T00:00:00.000Z", "OwnerId": "123456789012" } ],
              "LaunchTemplateVersions": [ { "LaunchTemplateId": "lt-0123456789abcdef0", "LaunchTemplateName": "web", "VersionNumber": 3, "DefaultVersion": true,
                "LaunchTemplateData": { "ImageId": "ami-0aaaaaaaaaaaaaaa1", "UserData": "aGVsbG8=", "MetadataOptions": { "HttpTokens": "optional" } } } ],
              "Reservations": [ { "OwnerId": "123456789012", "Instances": [ { "InstanceId": "i-0123456789abcdef0", "ImageId": "ami-0aaaaaaaaaaaaaaa1", "State": { "Name": "running" },
                "Placement": { "AvailabilityZone": "us-east-1a" }, "PrivateIpAddress": "10.0.0.5", "NetworkInterfaces": [ { "MacAddress": "02:00:00:00:00:01", "SubnetId": "subnet-1",
                "PrivateIpAddresses": [ { "PrivateIpAddress": "10.0.0.5", "Primary": true } ] } ], "Tags": [ { "Key": "a", "Value": "b" } ] } ] } ] }
            """ },
        { "plan.json", """
            { "format_version": "1.2", "terraform_version": "1.9.0",
              "planned_values": { "root_module": { "resources": [
                { "address": "aws_launch_template.t", "type": "aws_launch_template", "name": "t", "values": { "name": "web", "metadata_options": [ { "http_tokens": "required" } ], "user_data": "aGk=" } },
                { "address": "aws_instance.web[0]", "type": "aws_instance", "name": "web", "index": 0, "values": { "ami": "ami-0aaaaaaaaaaaaaaa1", "instance_type": "t3.micro", "availability_zone": "us-east-1a", "launch_template": [ { "name": "web", "version": "$Latest" } ], "tags": { "a": "b" } } } ] } },
              "resource_changes": [ { "address": "aws_instance.web[0]", "type": "aws_instance", "change": { "actions": [ "create" ], "before": null, "after": {}, "after_unknown": { "id": true, "metadata_options": true } } } ],
              "configuration": { "root_module": { "resources": [ { "address": "aws_instance.web", "type": "aws_instance", "name": "web", "expressions": { "launch_template": [ { "name": { "references": [ "aws_launch_template.t.name", "aws_launch_template.t" ] } } ] } } ] } } }
            """ },
        { "scp.json", """
            { "Version": "2012-10-17", "Statement": [ { "Sid": "S", "Effect": "Deny", "Action": [ "ec2:RunInstances" ], "Resource": "arn:aws:ec2:*:*:instance/*",
              "Condition": { "ForAllValues:StringNotEquals": { "aws:TagKeys": [ "a" ] }, "NumericGreaterThan": { "ec2:MetadataHttpPutResponseHopLimit": 2 }, "StringNotEqualsIfExists": { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" },
                "IpAddress": { "aws:SourceIp": "10.0.0.0/8" }, "DateLessThan": { "aws:CurrentTime": "2030-01-01T00:00:00Z" }, "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } } } ] }
            """ },
        { "policy.json", """{ "ec2_attributes": { "exception_message": { "@@assign": "ask" }, "instance_metadata_defaults": { "@@operators_allowed_for_child_policies": [ "@@none" ], "http_tokens": { "@@assign": "required" }, "http_put_response_hop_limit": { "@@assign": "4" } } } }""" },
        { "effective.json", """{ "EffectivePolicy": { "PolicyContent": "{\"ec2_attributes\": {\"instance_metadata_defaults\": {\"http_tokens\": \"required\"}}}", "TargetId": "123456789012", "PolicyType": "DECLARATIVE_POLICY_EC2" } }""" },
        { "config.yaml", """
            Instances:
            - ImageId: ami-0aaaaaaaaaaaaaaa1
              MetadataOptions: { HttpTokens: required }
              Placement: { AvailabilityZone: us-east-1a }
            FakeImds: { Seed: 3, CallerArn: "arn:aws:iam::123456789012:user/a", Context: { "aws:PrincipalOrgID": o-1 }, SpotInterruption: { Action: stop, Time: 2026-01-01T00:00:00Z } }
            """ },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void A_damaged_file_gets_an_answer_or_one_line(string name, string text)
    {
        var random = new Random(name.Length);
        for (var i = 0; i < MutantsOfEach; i++)
        {
            var mutant = Mutate(text, random);
            try
            {
                _ = AccountFiles.Parse([new(name, mutant), new("box.json", """{ "Instances": [ { "ImageId": "ami-0aaaaaaaaaaaaaaa1" } ] }""")]).Explain().ToString();
            }
            catch (AccountFilesException e)
            {
                e.Message.ShouldNotContain("\n", customMessage: mutant);
                e.Message.Length.ShouldBeLessThan(MaxLine, mutant);
            }
            catch (Exception e)
            {
                Assert.Fail($"mutant {i} of {name}: {e.GetType().Name}: {e.Message} at {e.StackTrace?.Split('\n')[0]}\n{mutant}");
            }
        }
    }

    [Theory]
    [InlineData("a.json", 100_000)]
    [InlineData("a.yaml", 100_000)]
    public void A_file_nested_a_hundred_thousand_deep_gets_one_line(string name, int depth) =>
        Should.Throw<AccountFilesException>(() => AccountFiles.Parse([new(name, "{ a: " + new string('[', depth))])).Message.ShouldNotContain("\n");

    [Fact]
    public void Aliases_that_multiply_are_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++)
        {
            bomb.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        }

        Should.Throw<AccountFilesException>(() => AccountFiles.Parse([new("a.yaml", bomb.ToString())])).Message.ShouldContain("each counted as often as an alias repeats it");
    }

    private static string Mutate(string text, Random random)
    {
        var mutant = new StringBuilder(text);
        for (var n = random.Next(1, 4); n > 0 && mutant.Length > 0; n--)
        {
            var at = random.Next(mutant.Length);
            var length = Math.Min(random.Next(1, 30), mutant.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    mutant.Remove(at, length);
                    break;
                case 1:
                    mutant.Insert(at, s_bits[random.Next(s_bits.Length)]);
                    break;
                case 2:
                    mutant.Remove(at, 1).Insert(at, s_bits[random.Next(s_bits.Length)]);
                    break;
                case 3:
                    mutant.Insert(at, mutant.ToString(random.Next(mutant.Length - length + 1), length));
                    break;
                case 4:
                    mutant.Length = at;
                    break;
                default:
                    Word(mutant, at, random);
                    break;
            }
        }

        return mutant.ToString();
    }

    // A whole word or string becomes something else.
    private static void Word(StringBuilder mutant, int at, Random random)
    {
        var (start, end) = (at, at);
        while (start > 0 && IsInWord(mutant[start - 1]))
        {
            start--;
        }

        while (end < mutant.Length && IsInWord(mutant[end]))
        {
            end++;
        }

        mutant.Remove(start, end - start).Insert(start, s_bits[random.Next(s_bits.Length)]);
    }

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || c is '"' or '-' or '_' or '.' or '$';
}
