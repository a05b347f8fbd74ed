imds=http://169.254.169.254
echo "GET without a token: $(curl -s -m 3 -o /dev/null -w '%{http_code}' "$imds/latest/meta-data/")"
token=$(curl -sf -m 3 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$imds/latest/api/token") || { echo "PUT: curl ended with $?"; exit; }
get() { curl -s -m 3 -H "X-aws-ec2-metadata-token: $token" "$imds/latest/meta-data/$1"; }
echo "with a token: $(get instance-id) $(get instance-type)"
