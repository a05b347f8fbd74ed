# Long-lived, as scripts on instances are: it keeps its token until a 401 and then fetches a new one. For each line on standard
# input it asks the metadata service once more and prints what it found, one name=value a line, and "." at the end.
imds=$AWS_EC2_METADATA_SERVICE_ENDPOINT
token=

renew() {
  token=$(curl -sf -m "$CLIENT_TIMEOUT" -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600' "$imds/latest/api/token")
}

read_once() {
  body=$(curl -s -m "$CLIENT_TIMEOUT" -w '\n%{http_code}' -H "X-aws-ec2-metadata-token: $token" "$imds/latest/meta-data/$1")
  status=${body##*$'\n'}
  body=${body%$'\n'*}
}

metadata() {
  if [ -z "$token" ] && ! renew; then
    echo "error=curl: no token"
    return 1
  fi
  read_once "$1"
  if [ "$status" = 401 ] && renew; then
    read_once "$1"
  fi
  if [ "$status" != 200 ]; then
    echo "error=curl: $1 is answered $status"
    return 1
  fi
}

member() {
  echo "$2=$(sed -n "s/^ *\"$1\" : \"\(.*\)\",*$/\1/p" <<<"$body")"
}

while read -r _; do
  if metadata iam/security-credentials/ && metadata "iam/security-credentials/$body"; then
    member AccessKeyId access-key-id
    member SecretAccessKey secret-access-key
    member Token session-token
  fi
  if metadata placement/region; then
    echo "region=$body"
  fi
  echo .
done
