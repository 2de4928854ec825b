"""fuzz.py [--seconds N] [--seed N] [--keep] [TARGET …]: libFuzzer on the decoders.

It begins from the kept corpus.

Targets run side by side, as many as there are processors. With --keep, what reached new code is
minimised and kept in corpus/TARGET.txt: a line for each input, in hex, behind + when it is accepted
and - when it is refused.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FUZZER = ROOT / ".build/fuzz/debug/mesh-fuzz"
JUDGE = ROOT / os.environ.get("GOVMESH_PROGRAMS", ".build/debug") / "mesh-fuzz"
TARGETS = ("preamble", "bundle", "envelope", "registry", "credit", "quality", "risk")
# Bytes of an input; of one that is kept.
LONGEST = 4_096
LONGEST_KEPT = 512
LIMITS = (
    f"-max_len={LONGEST}",
    # Twice what a decoder may need for one message, and all together.
    "-malloc_limit_mb=128",
    "-rss_limit_mb=512",
    # Seconds for one input.
    "-timeout=5",
)

# What matters of a crash, before pages of registers.
REASON = re.compile(r"Fatal error|ERROR: |SUMMARY")


def corpus(target: str) -> list[bytes]:
    file = HERE / "corpus" / f"{target}.txt"
    return [bytes.fromhex(line[2:]) for line in file.read_text().splitlines()]


def fuzz(target: str, seconds: int, seed: int, keep: bool) -> tuple[bool, str]:
    """Runs one target; says whether it held, and what to tell of it."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = pathlib.Path(name)
        (folder / "corpus").mkdir()
        inputs = corpus(target)
        for number, content in enumerate(inputs):
            (folder / "corpus" / str(number)).write_bytes(content)
        options = [f"-max_total_time={seconds}", f"-seed={seed}", "-print_final_stats=1"]
        run = call(target, folder, *options, folder / "corpus")
        if run.returncode:
            found = [file.read_bytes().hex() for file in folder.glob("found-*")]
            reasons = [line for line in run.stderr.splitlines() if REASON.search(line)]
            return False, f"{target} (seed {seed}) fails on {found}\n" + "\n".join(reasons)
        if keep:
            rewrite(target, folder)
        runs = re.search(r"number_of_executed_units: (\d+)", run.stderr)
        edges = re.findall(r"cov: (\d+)", run.stderr)
        return True, (
            f"{target}: {int(runs[1]) if runs else 0:,} inputs from {len(inputs)} kept ones, "
            f"{edges[-1] if edges else '?'} edges, seed {seed}"
        )


def call(
    target: str, folder: pathlib.Path, *options: str | pathlib.Path
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [FUZZER, *LIMITS, f"-artifact_prefix={folder}/found-", *options],
        # Swift's own account of a crash would come before libFuzzer keeps the input.
        env={**os.environ, "FUZZ_TARGET": target, "SWIFT_BACKTRACE": "enable=no"},
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
    )


def rewrite(target: str, folder: pathlib.Path) -> None:
    """Keeps the fewest inputs that reach all that was reached."""
    (folder / "few").mkdir()
    call(target, folder, "-merge=1", folder / "few", folder / "corpus")
    inputs = {file.read_bytes() for file in (folder / "few").iterdir()} | {b""}
    kept = sorted(content for content in inputs if len(content) <= LONGEST_KEPT)
    verdicts = subprocess.run(
        [JUDGE],
        env={**os.environ, "FUZZ_TARGET": target},
        input="".join(f"{content.hex()}\n" for content in kept),
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    lines = [
        f"{'+' if verdict == 'accepted' else '-'} {content.hex()}\n"
        for content, verdict in zip(kept, verdicts, strict=True)
    ]
    (HERE / "corpus" / f"{target}.txt").write_text("".join(lines))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "little") or 1)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    held = True
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [
            pool.submit(fuzz, target, options.seconds, options.seed, options.keep)
            for target in options.targets
        ]
        for run in concurrent.futures.as_completed(runs):
            good, text = run.result()
            held &= good
            print(text, flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
