packages = libzmq3-dev libprotobuf-c-dev protobuf-c-compiler protobuf-compiler libprotobuf-dev \
	libprotoc-dev libsqlite3-dev zlib1g-dev

.PHONY: generate dependencies

# Writes Shared/WireC and Shared/MeshAPI/Generated anew from proto/.
generate: dependencies
	swift build --product protoc-gen-govmesh
	Shared/Generator/generate.sh "$$(swift build --show-bin-path)/protoc-gen-govmesh"

# Installs the Debian packages and buf, only what is missing.
dependencies:
	@missing=$$(for name in $(packages); do \
		dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || echo $$name; \
	done); \
	if [ -n "$$missing" ]; then apt-get update && apt-get install -y $$missing; fi
	@command -v buf >/dev/null || pip install buf-bin
