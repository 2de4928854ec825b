# What a newcomer, an operator and CI run. Debian 12 with Swift 6.3.
packages = libzmq3-dev libprotobuf-c-dev protobuf-c-compiler protobuf-compiler libprotobuf-dev \
	libprotoc-dev libsqlite3-dev zlib1g-dev python3-venv
programs = govmesh govmesh-gateway govmesh-registry govmesh-credit govmesh-quality govmesh-risk
FOLDER ?= .build/mesh
# For each decoder.
FUZZ_SECONDS ?= 60

.PHONY: run build test fuzz scores bench bench-peers bench-grpc-swift grpc-swift-echo python traceability generate catalogue format clean dependencies

# The main job on real data: a fresh mesh of five processes, import, months, breaches, grades.
run: build
	.build/release/govmesh sample --folder $(FOLDER)

build: dependencies
	@for program in $(programs); do swift build -c release --product $$program || exit 1; done

test: dependencies
	swift build --build-tests
	swift test --skip-build --no-parallel
	python3 Tests/Traceability/test_traceability.py
	python3 Shared/MeshRequirements/generate.py --check
	python3 Tests/Traceability/traceability.py
	Tests/PythonClientTests/run .build/debug
	cd Tests/Conformance && ../../.build/debug/mesh-conformance
	$(MAKE) fuzz

# Bytes of strangers for the six decoders, two at a time; fails with the input that broke one.
fuzz: dependencies
	swift build --scratch-path .build/fuzz --sanitize fuzzer -Xswiftc -DFUZZING --product mesh-fuzz
	python3 Tests/Fuzz/fuzz.py --seconds $(FUZZ_SECONDS)

# Scores of 100,000 random archives, computed by two programs that share no code; SEED=N for others.
SEED ?= 2026
scores: dependencies
	swift build -c release --product score-sample
	.build/release/score-sample 100000 $(SEED) | deploy/verify_score.py --lines

# Prints ratios against yardsticks measured in the same rounds; AREA=gateway, storage, memory,
# overload, chaos, asof, credit or ingest for one area. Leaves the rows in .build/benchmarks.json.
bench: build
	swift build -c release --product mesh-benchmarks
	.build/release/mesh-benchmarks $(AREA)

# The same against NATS and gRPC C++, which it installs, and against gRPC Swift 2, which it builds.
bench-peers: packages += nats-server libnats-dev libgrpc++-dev protobuf-compiler-grpc
bench-peers: AREA = peers
bench-peers: bench

bench-grpc-swift: AREA = grpc-swift
bench-grpc-swift: grpc-swift-echo bench

grpc-swift-echo:
	swift build -c release --package-path Tests/Benchmarks/GRPCSwift --scratch-path .build/grpc-swift

# The Python client: installed from here into .build/python, linted, tested against real processes.
python: build
	Tests/PythonClientTests/run

# One row per requirement: the methods that carry it and the tests that prove it.
traceability:
	python3 Tests/Traceability/traceability.py

# Writes Shared/WireC and Shared/MeshAPI/Generated anew from proto/.
generate: dependencies
	swift build --product protoc-gen-govmesh
	Shared/Generator/generate.sh "$$(swift build --show-bin-path)/protoc-gen-govmesh"

# Writes the Swift values of the requirement catalogue anew from its JSON and the tests' names.
catalogue:
	python3 Shared/MeshRequirements/generate.py

format:
	git ls-files '*.swift' | grep -v /Generated/ | xargs swift format -i

clean:
	rm -rf .build

# Installs the Debian packages and buf, only what is missing.
dependencies:
	@missing=$$(for name in $(packages); do \
		dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || echo $$name; \
	done); \
	if [ -n "$$missing" ]; then apt-get update && apt-get install -y $$missing; fi
	@command -v buf >/dev/null || pip install --quiet buf-bin
