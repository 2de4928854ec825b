#!/bin/sh
# Writes everything that follows from proto/: C by protoc-c, Swift by our plugin.
# usage: generate.sh PLUGIN [OUT]   PLUGIN: built protoc-gen-govmesh; OUT: tree to write, default .
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
plugin=$(realpath "$1")
mkdir -p "${2:-$root}"
out=$(cd "${2:-$root}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/c" "$work/swift"

cd "$root/proto"
protos=$(find govmesh -name '*.proto' | LC_ALL=C sort)
protoc -I . --include_imports --include_source_info --descriptor_set_out="$work/all.pb" $protos

# protoc-c 1.4 refuses proto3 optional; the plugin rewrites the descriptors for it.
"$plugin" --strip-optional "$work/all.pb" "$work/c.pb"
protoc --descriptor_set_in="$work/all.pb" --plugin="protoc-gen-govmesh=$plugin" \
    --govmesh_out="$work/swift" $protos
protoc-c --descriptor_set_in="$work/c.pb" --c_out="$work/c" \
    $protos google/protobuf/timestamp.proto

# Only now that all went well is the old tree replaced.
wire=$out/Shared/WireC
swift=$out/Shared/MeshAPI/Generated
rm -rf "$wire" "$swift"
mkdir -p "$wire/include" "$swift"
cd "$work/c"
find . -name '*.pb-c.h' | while read -r header; do
    mkdir -p "$wire/include/$(dirname "$header")" "$wire/$(dirname "$header")"
    cp "$header" "$wire/include/$header"
    cp "${header%.h}.c" "$wire/${header%.h}.c"
done
printf 'module WireC {\n    umbrella "."\n    link "protobuf-c"\n    export *\n}\n' \
    >"$wire/include/module.modulemap"
cp "$work/swift"/*.swift "$swift/"
