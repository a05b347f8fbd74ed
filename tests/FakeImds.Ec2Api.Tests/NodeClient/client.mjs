// Drives FakeImds with AWS's JavaScript SDK and prints what the test compares, one JSON line.
import {
  DescribeInstancesCommand,
  EC2Client,
  GetInstanceMetadataDefaultsCommand,
  ModifyInstanceMetadataDefaultsCommand,
  ModifyInstanceMetadataOptionsCommand,
  RegisterImageCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";

const ec2 = new EC2Client({
  endpoint: process.argv[2],
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
});
const result = {};
await ec2.send(new ModifyInstanceMetadataDefaultsCommand({ HttpPutResponseHopLimit: 3 }));
result.defaults = (await ec2.send(new GetInstanceMetadataDefaultsCommand({}))).AccountLevel;
const image = (await ec2.send(new RegisterImageCommand({ Name: "from-node", ImdsSupport: "v2.0" }))).ImageId;
const launched = await ec2.send(new RunInstancesCommand({ ImageId: image, MinCount: 1, MaxCount: 1 }));
result.launched = launched.Instances[0].MetadataOptions;
const InstanceId = launched.Instances[0].InstanceId;
result.modified = (await ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId, HttpEndpoint: "disabled" }))).InstanceMetadataOptions;
const found = await ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: "metadata-options.http-endpoint", Values: ["disabled"] }] }));
result.found = found.Reservations.flatMap(r => r.Instances).map(i => i.InstanceId === InstanceId);
result.instance = InstanceId;
try {
  await ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId, HttpPutResponseHopLimit: 65 }));
} catch (error) {
  result.error = error.name;
}
console.log(JSON.stringify(result));
