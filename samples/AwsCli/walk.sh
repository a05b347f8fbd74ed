#!/usr/bin/env bash
# The commands of the EC2 user guide's page "Configure instance metadata options for new instances", against FakeImds.
# FAKEIMDS_BINARY: a published fakeimds; without it the project is run. Everything that is started ends with the script.
set -euo pipefail
cd "$(dirname "$0")/../.."

log=$(mktemp)
if [ -n "${FAKEIMDS_BINARY:-}" ]; then
  fakeimds=("$FAKEIMDS_BINARY")
else
  dotnet build src/FakeImds.Cli -v quiet >&2
  fakeimds=(dotnet run --no-build --project src/FakeImds.Cli --)
fi

# The page's ids, such as ami-0123456789example, are nobody's: --lenient-image-ids takes them. Its tables are older than managedBy.
"${fakeimds[@]}" run --listen 127.0.0.1:0 --ec2-api 127.0.0.1:0 --lenient-image-ids --hide-managed-by >"$log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true; rm -f "$log"' EXIT
until grep -q '^Listening' "$log"; do
  kill -0 $server || { cat "$log" >&2; exit 1; }
  sleep 0.1
done

AWS_ENDPOINT_URL=$(sed -n 's/^EC2 API on //p' "$log")
export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true AWS_PAGER=

# Prints a command, runs it, keeps what it printed.
show() {
  printf '$ %s\n' "$*"
  printed=$("$@")
  printf '%s\n' "$printed"
}

# What the metadata service of the instance just launched answers to version 1, and to version 2.
ask() {
  local id url token
  id=$(printf '%s' "$printed" | sed -n 's/^ *"InstanceId": "\(i-[^"]*\)".*/\1/p' | head -n 1)
  url=$(aws ec2 describe-instances --instance-ids "$id" --query "Reservations[0].Instances[0].Tags[?Key=='fakeimds:metadata-endpoint'].Value" --output text)
  printf '  without a token: %s\n' "$(curl -s -o /dev/null -w '%{http_code}' "${url}latest/meta-data/instance-id")"
  token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "${url}latest/api/token" || true)
  printf '  with a token:    %s\n' "$(curl -s -o /dev/null -w '%{http_code}' -H "X-aws-ec2-metadata-token: $token" "${url}latest/meta-data/instance-id")"
}

echo "# Set IMDSv2 as the default for the account"
show aws ec2 modify-instance-metadata-defaults --region us-east-1 --http-tokens required --http-put-response-hop-limit 2
show aws ec2 get-instance-metadata-defaults --region us-east-1
show aws ec2 run-instances --image-id ami-0abcdef1234567890 --instance-type c6i.large
ask

echo "# Take the default back"
show aws ec2 modify-instance-metadata-defaults --region us-east-1 --http-tokens no-preference --http-put-response-hop-limit -1

echo "# Configure the instance at launch"
show aws ec2 run-instances --image-id ami-0abcdef1234567890 --instance-type c6i.large --metadata-options "HttpEndpoint=enabled,HttpTokens=required"
ask
show aws ec2 run-instances --image-id ami-0abcdef1234567890 --instance-type c6i.large --metadata-options "HttpEndpoint=enabled,HttpProtocolIpv6=enabled"
ask
show aws ec2 run-instances --image-id ami-0abcdef1234567890 --instance-type c6i.large --metadata-options "HttpEndpoint=disabled"
ask

echo "# Configure the AMI"
show aws ec2 register-image --name my-image --root-device-name /dev/xvda --block-device-mappings "DeviceName=/dev/xvda,Ebs={SnapshotId=snap-0123456789example}" --architecture x86_64 --imds-support v2.0
image=$(printf '%s' "$printed" | sed -n 's/.*"ImageId": "\([^"]*\)".*/\1/p')
show aws ec2 run-instances --image-id "$image" --instance-type c6i.large
ask
show aws ec2 modify-image-attribute --image-id ami-0123456789example --imds-support v2.0
show aws ec2 run-instances --image-id ami-0123456789example --instance-type c6i.large
ask
