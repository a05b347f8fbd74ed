imds=http://169.254.169.254
token=$(curl -s -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$imds/latest/api/token")
echo "region: $(curl -s -H "X-aws-ec2-metadata-token: $token" "$imds/latest/meta-data/placement/region")"
