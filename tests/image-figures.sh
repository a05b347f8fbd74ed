#!/usr/bin/env bash
# Prints the rows of docs/performance.md#the-image: size of the image, and time from `docker run` to the first answer, of FakeImds and of a bare
# ASP.NET Core program that was published alike. As root on Linux, with the .NET SDK, what the AOT linker needs, dockerd and curl. The engine is one of its
# own, in a network namespace; nothing is pulled.
#   tests/image-figures.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-15}
work=$(mktemp -d)
host=fi$$figures
cleanup() {
  if [ -f "$work/pid" ]; then kill "$(cat "$work/pid")"; while kill -0 "$engine" 2>/dev/null; do wait "$engine" || true; done; fi
  ip netns del "$host" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

publish() { dotnet publish "$1" -p:PublishProfile=Image -p:PublishProfileRootFolder="$PWD/src/FakeImds.Cli/Properties/PublishProfiles/" --output "$work/$2" >"$work/$2.log" || { cat "$work/$2.log" >&2; exit 1; }; }
publish src/FakeImds.Cli fakeimds
publish tests/FakeImds.Benchmarks.Bare bare
mv "$work/bare/FakeImds.Benchmarks.Bare" "$work/bare/bare"

ip netns add "$host"
ip -n "$host" link set lo up
on() { ip netns exec "$host" "$@"; }
nsenter "--net=/run/netns/$host" dockerd --storage-driver vfs --data-root "$work/data" --exec-root "$work/x" -H "unix://$work/s" --pidfile "$work/pid" >"$work/engine.log" 2>&1 &
engine=$!
docker() { command docker -H "unix://$work/s" "$@"; }
until docker version >/dev/null 2>&1; do kill -0 "$engine" || { cat "$work/engine.log" >&2; exit 1; }; done
docker build -q -t fakeimds -f Dockerfile.published "$work/fakeimds" >/dev/null
printf 'FROM scratch\nCOPY bare /bare\nUSER 65532:65532\nENTRYPOINT ["/bare"]\n' | docker build -q -t bare -f - "$work/bare" >/dev/null

# Milliseconds from `docker run` to the first answer; the address is the first of the engine's bridge. The yardstick is a run of the same image
# without waiting for an answer: what the engine itself takes.
first() {
  local id from to
  from=$(date +%s%N)
  id=$(docker run -d "$@")
  until on curl -s -o /dev/null -m 1 http://172.17.0.2:8080/; do :; done
  to=$(date +%s%N)
  docker rm -f "$id" >/dev/null
  echo $(((to - from) / 1000000))
}
for _ in $(seq "$rounds"); do
  first -e FAKEIMDS_LISTEN=0.0.0.0:8080 fakeimds >>"$work/fakeimds.ms"
  first -e BARE_LISTEN=0.0.0.0:8080 bare >>"$work/bare.ms"
done
median() { sort -n "$1" | sed -n "$(((rounds + 1) / 2))p"; }
size() { docker inspect -f '{{.Size}}' "$1"; }
row() { echo "| $1 | $(awk "BEGIN { printf \"%.1f\", $2 / $4 }")$5 | $(awk "BEGIN { printf \"%.1f\", $3 / $4 }")$5 | $(awk "BEGIN { printf \"%.2f\", $3 / $2 }") |"; }
echo '| image | bare ASP.NET Core | FakeImds | ratio |'
echo '| --- | ---: | ---: | ---: |'
row size "$(size bare)" "$(size fakeimds)" 1000000 ' MB'
row "\`docker run\` to the first answer, median of $rounds" "$(median "$work/bare.ms")" "$(median "$work/fakeimds.ms")" 1 ' ms'
