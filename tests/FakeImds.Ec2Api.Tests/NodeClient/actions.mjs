// Sends every action of FakeImds with AWS's JavaScript SDK and prints, by action, what the test compares, as one JSON line.
import * as sdk from "@aws-sdk/client-ec2";

const ec2 = new sdk.EC2Client({
  endpoint: process.argv[2],
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
});
const told = {};

async function send(action, input, tell) {
  const reply = await ec2.send(new sdk[`${action}Command`](input));
  told[action] = tell(reply);
  return reply;
}

await send("ModifyInstanceMetadataDefaults", { HttpTokens: "required" }, r => r.Return);
await send("GetInstanceMetadataDefaults", {}, r => r.AccountLevel.HttpTokens);
const { ImageId } = await send("RegisterImage", { Name: "one-image" }, r => r.ImageId.startsWith("ami-"));
await send("ModifyImageAttribute", { ImageId, ImdsSupport: { Value: "v2.0" } }, () => true);
await send("DescribeImageAttribute", { ImageId, Attribute: "imdsSupport" }, r => r.ImdsSupport.Value);
const copy = await send("CopyImage", { Name: "copied-image", SourceImageId: ImageId, SourceRegion: "us-east-1" }, r => r.ImageId !== ImageId);
await send("DescribeImages", { ImageIds: [copy.ImageId] }, r => r.Images[0].ImdsSupport);
await send("DeregisterImage", { ImageId: copy.ImageId }, () => true);
const { LaunchTemplate } = await send(
  "CreateLaunchTemplate",
  { LaunchTemplateName: "web", LaunchTemplateData: { ImageId, MetadataOptions: { HttpPutResponseHopLimit: 4 } } },
  r => r.LaunchTemplate.LatestVersionNumber,
);
const { LaunchTemplateId } = LaunchTemplate;
await send(
  "CreateLaunchTemplateVersion",
  { LaunchTemplateId, LaunchTemplateData: { ImageId, MetadataOptions: { HttpPutResponseHopLimit: 5 } } },
  r => r.LaunchTemplateVersion.LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit,
);
await send("ModifyLaunchTemplate", { LaunchTemplateId, DefaultVersion: "2" }, r => r.LaunchTemplate.DefaultVersionNumber);
await send("DescribeLaunchTemplates", { LaunchTemplateNames: ["web"] }, r => r.LaunchTemplates[0].LatestVersionNumber);
await send("DescribeLaunchTemplateVersions", { LaunchTemplateId, Versions: ["1"] }, r => r.LaunchTemplateVersions[0].LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit);
const run = await send("RunInstances", { MinCount: 1, MaxCount: 1, LaunchTemplate: { LaunchTemplateId } }, r => r.Instances[0].MetadataOptions.HttpPutResponseHopLimit);
const { InstanceId } = run.Instances[0];
const InstanceIds = [InstanceId];
await send("DescribeInstances", { InstanceIds }, r => r.Reservations[0].Instances[0].MetadataOptions.State);
await send("ModifyInstanceMetadataOptions", { InstanceId, HttpTokens: "optional" }, r => r.InstanceMetadataOptions.HttpTokens);
const made = await send("AssociateIamInstanceProfile", { InstanceId, IamInstanceProfile: { Name: "late" } }, r => r.IamInstanceProfileAssociation.State);
const { AssociationId } = (await send(
  "ReplaceIamInstanceProfileAssociation",
  { AssociationId: made.IamInstanceProfileAssociation.AssociationId, IamInstanceProfile: { Name: "later" } },
  r => r.IamInstanceProfileAssociation.IamInstanceProfile.Arn,
)).IamInstanceProfileAssociation;
await send("DescribeIamInstanceProfileAssociations", { AssociationIds: [AssociationId] }, r => r.IamInstanceProfileAssociations[0].State);
await send("DisassociateIamInstanceProfile", { AssociationId }, r => r.IamInstanceProfileAssociation.State);
const { FleetId } = await send(
  "CreateFleet",
  {
    Type: "instant",
    LaunchTemplateConfigs: [{ LaunchTemplateSpecification: { LaunchTemplateId, Version: "$Latest" }, Overrides: [{ InstanceType: "c6i.large" }] }],
    TargetCapacitySpecification: { TotalTargetCapacity: 1, DefaultTargetCapacityType: "on-demand" },
  },
  r => r.Instances[0].InstanceType,
);
await send("DescribeFleets", { FleetIds: [FleetId] }, r => r.Fleets[0].FulfilledCapacity);
await send("DescribeFleetInstances", { FleetId }, r => r.ActiveInstances.length);
await send("DeleteFleets", { FleetIds: [FleetId], TerminateInstances: true }, r => r.SuccessfulFleetDeletions[0].CurrentFleetState);
await send("CreateTags", { Resources: InstanceIds, Tags: [{ Key: "a", Value: "b" }] }, () => true);
await send("DescribeTags", { Filters: [{ Name: "resource-id", Values: InstanceIds }] }, r => r.Tags.map(t => `${t.ResourceType} ${t.Key}=${t.Value}`));
await send("DeleteTags", { Resources: InstanceIds, Tags: [{ Key: "a" }] }, () => true);
await send("DescribeInstanceStatus", { InstanceIds }, r => r.InstanceStatuses[0].InstanceStatus.Status);
await send("ModifyInstanceAttribute", { InstanceId, SourceDestCheck: { Value: false } }, () => true);
await send("DescribeInstanceAttribute", { InstanceId, Attribute: "sourceDestCheck" }, r => r.SourceDestCheck.Value);
await send("GetConsoleOutput", { InstanceId }, r => r.InstanceId === InstanceId);
await send("GetLaunchTemplateData", { InstanceId }, r => r.LaunchTemplateData.MetadataOptions.HttpTokens);
await send("DescribeVpcs", {}, r => r.Vpcs.length);
await send("DescribeSubnets", {}, r => r.Subnets.length);
await send("DescribeSecurityGroups", {}, r => r.SecurityGroups[0].GroupName);
await send("DescribeNetworkInterfaces", { Filters: [{ Name: "attachment.instance-id", Values: InstanceIds }] }, r => r.NetworkInterfaces.length);
await send("DescribeVolumes", { Filters: [{ Name: "attachment.instance-id", Values: InstanceIds }] }, r => r.Volumes.length);
await send("DescribeAvailabilityZones", {}, r => r.AvailabilityZones[0].ZoneName);
await send("CreateKeyPair", { KeyName: "made" }, r => r.KeyMaterial.startsWith("-----BEGIN RSA PRIVATE KEY-----"));
const { KeyPairs } = await send("DescribeKeyPairs", { KeyNames: ["made"], IncludePublicKey: true }, r => r.KeyPairs[0].KeyType);
await send("DeleteKeyPair", { KeyName: "made" }, () => true);
await send("ImportKeyPair", { KeyName: "theirs", PublicKeyMaterial: new TextEncoder().encode(KeyPairs[0].PublicKey) }, r => r.KeyName);
const spot = await send("RequestSpotInstances", { LaunchSpecification: { ImageId } }, r => r.SpotInstanceRequests[0].State);
const SpotInstanceRequestIds = [spot.SpotInstanceRequests[0].SpotInstanceRequestId];
await send("DescribeSpotInstanceRequests", { SpotInstanceRequestIds }, r => r.SpotInstanceRequests[0].Status.Code);
await send("CancelSpotInstanceRequests", { SpotInstanceRequestIds }, r => r.CancelledSpotInstanceRequests[0].State);
await send("CreateImage", { InstanceId, Name: "made-image" }, r => r.ImageId.startsWith("ami-"));
await send("RebootInstances", { InstanceIds }, () => true);
await send("StopInstances", { InstanceIds }, r => r.StoppingInstances[0].PreviousState.Name);
await send("StartInstances", { InstanceIds }, r => r.StartingInstances[0].PreviousState.Name);
await send("TerminateInstances", { InstanceIds }, r => r.TerminatingInstances[0].PreviousState.Name);
await send("DeleteLaunchTemplate", { LaunchTemplateId }, r => r.LaunchTemplate.LaunchTemplateName);
await send("DescribeRegions", { RegionNames: ["eu-west-1"] }, r => r.Regions.map(x => x.RegionName));
await send("DescribeInstanceTypes", { InstanceTypes: ["t3.micro"] }, r => r.InstanceTypes[0].InstanceType);
console.log(JSON.stringify(told));
