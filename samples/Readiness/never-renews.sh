#!/bin/sh
# Keeps its first token for ever: when it ends, so does the program.
set -e
token=$(curl -sf -m 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
for path in placement/region instance-id; do
  curl -sf -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$path" >/dev/null
done
