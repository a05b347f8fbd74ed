# What an application does: a token, then the metadata; over IPv4 and IPv6.
for imds in http://169.254.169.254 'http://[fd00:ec2::254]'; do
  echo "without a token: $(curl -gs -o /dev/null -w '%{http_code}' "$imds/latest/meta-data/placement/region")"
  token=$(curl -gs -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$imds/latest/api/token")
  echo "with a token: $(curl -gs -H "X-aws-ec2-metadata-token: $token" "$imds/latest/meta-data/placement/region")"
done
