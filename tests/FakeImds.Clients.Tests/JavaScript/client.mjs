// Long-lived: for each line on standard input it asks the metadata service once more and prints what it found,
// one name=value a line, and "." at the end.
import { createInterface } from "node:readline";
import { fromInstanceMetadata } from "@aws-sdk/credential-providers";
import { MetadataService } from "@aws-sdk/ec2-metadata-service";

const timeout = 1000 * Number(process.env.CLIENT_TIMEOUT);

// One provider for all reads: what it remembers of tokens is part of what is tested.
const credentials = fromInstanceMetadata({ timeout, maxRetries: 0 });
const metadata = new MetadataService({ httpOptions: { timeout }, retries: 1, backoff: () => 0 });

const fail = (e) => console.log(`error=${e.name}: ${e.message.replaceAll("\n", " ")}`);

for await (const _ of createInterface({ input: process.stdin })) {
  try {
    const keys = await credentials();
    console.log(`access-key-id=${keys.accessKeyId}`);
    console.log(`secret-access-key=${keys.secretAccessKey}`);
    console.log(`session-token=${keys.sessionToken}`);
  } catch (e) {
    fail(e);
  }
  try {
    console.log(`region=${await metadata.request("latest/meta-data/placement/region", {})}`);
  } catch (e) {
    fail(e);
  }
  console.log(".");
}
