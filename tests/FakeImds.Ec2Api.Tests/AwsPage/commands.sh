#!/usr/bin/env bash
# The commands of the AWS page "Configure instance metadata options for new instances", unchanged. The endpoint comes from
# AWS_ENDPOINT_URL; REGIONS shortens the loop over all Regions. Each output begins with a line "== name".
set -euo pipefail

echo "== set-default"
aws ec2 modify-instance-metadata-defaults \
    --region us-east-1 \
    --http-tokens required \
    --http-put-response-hop-limit 2

echo "== get-default"
aws ec2 get-instance-metadata-defaults --region us-east-1

echo "== set-default-all-regions"
echo -e "Region         \t Modified"
echo -e "-------------- \t ---------"
for region in $(aws ec2 describe-regions --region us-east-1 --query "Regions[*].[RegionName]" --output text | sed -n "1,${REGIONS:-100}p"); do
  output=$(aws ec2 modify-instance-metadata-defaults --region $region --http-tokens required --http-put-response-hop-limit 2 --output text)
  echo -e "$region \t $output"
done

echo "== get-default-all-regions"
for region in $(aws ec2 describe-regions --region us-east-1 --query "Regions[*].[RegionName]" --output text | sed -n "1,${REGIONS:-100}p"); do
  output=$(aws ec2 get-instance-metadata-defaults --region $region --output text)
  echo -e "$region \t $output"
done

# The rest of the page is about accounts without defaults.
aws ec2 modify-instance-metadata-defaults --region us-east-1 --http-tokens no-preference --http-put-response-hop-limit -1 > /dev/null

# The test asks the API and the metadata service of each instance that is launched.
echo "== launch-required"
aws ec2 run-instances \
    --image-id ami-0abcdef1234567890 \
    --instance-type c6i.large \
    --metadata-options "HttpEndpoint=enabled,HttpTokens=required,HttpPutResponseHopLimit=2"

echo "== launch-ipv6"
aws ec2 run-instances \
    --image-id ami-0abcdef1234567890 \
    --instance-type c6i.large \
    --metadata-options "HttpEndpoint=enabled,HttpProtocolIpv6=enabled"

echo "== launch-disabled"
aws ec2 run-instances \
    --image-id ami-0abcdef1234567890 \
    --instance-type c6i.large \
    --metadata-options "HttpEndpoint=disabled"

echo "== register-image"
aws ec2 register-image \
    --name my-image \
    --root-device-name /dev/xvda \
    --block-device-mappings DeviceName=/dev/xvda,Ebs={SnapshotId=snap-0123456789example} \
    --architecture x86_64 \
    --imds-support v2.0

echo "== modify-image-attribute"
aws ec2 modify-image-attribute \
    --image-id ami-0123456789example \
    --imds-support v2.0
