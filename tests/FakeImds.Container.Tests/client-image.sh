#!/usr/bin/env bash
# Writes the files of a client image to standard output as a tar: nothing can be pulled where the tests run, so the clients are the host's own.
#   client-image.sh /usr/share/dotnet | docker import - curlimages/curl
# The argument is the folder of .NET, which the tests mount: its libraries' libraries are needed.
set -euo pipefail
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,usr/bin,etc,tmp,usr/lib/python3/dist-packages}

libraries() {
  { ldd "$1" 2>/dev/null || true; } | { grep -o '/[^ ]*' || true; } | while read -r library; do cp --parents -L "$library" "$root"; done
}

# A program with the libraries that it names, at their places.
add() {
  cp --parents -L "$1" "$root"
  libraries "$1"
}


for applet in $(/bin/busybox --list); do ln -sf busybox "$root/bin/$applet"; done
cp --remove-destination /bin/busybox "$root/bin/busybox"
for program in /usr/bin/curl /usr/bin/python3; do add "$(readlink -f "$program")"; done
ln -sf "$(basename "$(readlink -f /usr/bin/python3)")" "$root/usr/bin/python3"

# What Python and .NET load when they run.
for library in /lib/x86_64-linux-gnu/libnss_files.so.2 /lib/*-linux-gnu/libssl.so.3 /lib/*-linux-gnu/libcrypto.so.3 /usr/lib/*-linux-gnu/libssl.so.3 /usr/lib/*-linux-gnu/libcrypto.so.3 \
  /usr/lib/*-linux-gnu/libstdc++.so.6 /lib/*-linux-gnu/libgcc_s.so.1 /usr/lib/*-linux-gnu/libffi.so.8; do
  if [ -e "$library" ]; then add "$library"; fi
done
find "$1/shared/Microsoft.NETCore.App" "$1/host" "$1/dotnet" -name '*.so' -o -name dotnet -type f | while read -r module; do libraries "$module"; done
python=$(/usr/bin/python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
tar -C / -cf - --exclude='__pycache__' --exclude='test' --exclude='idlelib' --exclude='config-*' "${python#/}" | tar -C "$root" -xf -
find "$root$python/lib-dynload" -name '*.so' | while read -r module; do libraries "$module"; done
packages=/usr/lib/python3/dist-packages
for package in boto3 botocore s3transfer jmespath dateutil urllib3 six.py certifi requests idna chardet charset_normalizer; do
  tar -C "$packages" -cf - --exclude='__pycache__' --exclude='botocore/data/[a-z]*/20*' --ignore-failed-read "$package" 2>/dev/null | tar -C "$root$packages" -xf -
done
for service in sts ec2; do tar -C "$packages" -cf - "botocore/data/$service" | tar -C "$root$packages" -xf -; done
echo 'root:x:0:0:root:/:/bin/sh' > "$root/etc/passwd"
chmod 1777 "$root/tmp"
tar -C "$root" -cf - .
