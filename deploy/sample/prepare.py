#!/usr/bin/env python3
"""Makes the sample files of this folder from the original data, the same bytes every time.

    python3 prepare.py SOURCE [--check]

SOURCE holds `fedramp-marketplace/` and `uptime/` as their publishers' facts were collected. Nothing is
cut or changed: the snapshot is copied, the probe files are compressed without a time stamp, and
`mapping.json` is computed by the rule it states. `--check` writes nothing and fails on a difference.
Afterwards it prints the minutes each mapped probe was down, month by month.
"""
import argparse
import datetime
import gzip
import io
import json
import pathlib
import sys

SNAPSHOT = "2026-04-11"
PROBE_FILES = ["digital-editions", "search-vendor"]
ASIA_SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))
MONTHS = [(2026, month) for month in range(2, 9)]

# Each probe is a list of site names: a status page renames a site now and then, and the history goes
# on under the new name. Chosen for their spread, from spotless to far below any promise.
PROBES = [
    ["Annemarie Schwarzenbach DAV"],
    ["Annemarie Schwarzenbach. Digitale Edition der Kleinen Form"],
    ["Arcipelago Ceresa"],
    ["Arcipelago Ceresa IIIF presentation API"],
    ["Brandans Meerfahrt"],
    ["Digital Editions - University of Bern", "Digital Editions – University of Bern"],
    ["Gossembrot Bibliothek"],
    ["Gossembrot Bibliothek (Redirect to gossembrot.unibe.ch)"],
    ["Parzival"],
    ["Parzival API"],
    ["Parzival (Redirect to parzival.unibe.ch)"],
    ["Parzival legacy"],
    ["hallerNet (data)", "RdL – hallerNet (data)"],
    [
        "République des Lettres - Daten- und Editionsplattform",
        "RdL – République des Lettres - Daten- und Editionsplattform",
    ],
    ["République des Lettres (CodiMD)", "RdL – République des Lettres (CodiMD)"],
    ["Re-use of editions and text collections", "ReSED – Re-use of editions and text collections"],
    ["Wellcome Schreiber"],
    ["Wellcome Schreiber (Redirect to wellcome-schreiber.unibe.ch)"],
]

STATEMENT_ENGLISH = (
    "A stand-in, openly. The probes watch scholarly editions in Switzerland; they never measured the "
    "products named beside them. The pairing is mechanical, so that a demonstration has real outages "
    "to work on. No figure computed from it says anything about a product or its provider."
)
STATEMENT_CHINESE = (
    "公开声明：仅作替代演示。探测对象是瑞士的学术数字版本网站，从未测量过所列产品；"
    "配对由固定规则机械得出，只为让演示有真实的中断记录可用。由此算出的任何数字都不说明该产品或其提供机构的情况。"
)
RULE = (
    "Products: of the providers with at least two authorised products, the nine whose two most used "
    "products (authorisations plus re-uses) are used most, two products each, in order of provider "
    "name and product id. Probes: the eighteen listed in prepare.py, in order of their last name. "
    "The first product stands with the first probe, and so on."
)


def compressed(content: bytes) -> bytes:
    """gzip without name or time, so equal content gives equal bytes."""
    target = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=target, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(content)
    return target.getvalue()


def most_used_products(snapshot: dict) -> list:
    """The eighteen products of the rule."""
    by_provider = {}
    for product in snapshot["data"]["Products"]:
        if product["status"] == "FedRAMP Authorized":
            by_provider.setdefault(product["csp"], []).append(product)
    pairs = []
    for provider, products in by_provider.items():
        if len(products) >= 2:
            products.sort(key=lambda product: (-uses(product), product["id"]))
            pairs.append((-sum(uses(product) for product in products[:2]), provider, products[:2]))
    pairs.sort(key=lambda pair: pair[:2])
    chosen = [product for _, _, products in pairs[: len(PROBES) // 2] for product in products]
    return sorted(chosen, key=lambda product: (product["csp"], product["id"]))


def uses(product: dict) -> int:
    return product["authorization"] + product["reuse"]


def mapping(snapshot: dict) -> dict:
    products = most_used_products(snapshot)
    probes = sorted(PROBES, key=lambda names: names[-1])
    assert len(products) == len(probes), "as many products as probes"
    return {
        "statement": {"en": STATEMENT_ENGLISH, "zh": STATEMENT_CHINESE},
        "rule": RULE,
        "snapshot": f"fedramp-{SNAPSHOT}.json.gz",
        "probes": "probes-digital-editions.jsonl.gz",
        "products": [
            {
                "product": product["id"],
                "provider": product["csp"],
                "offering": product["cso"].strip(),
                "sites": names,
            }
            for product, names in zip(products, probes)
        ],
    }


def minutes_down(events: list, names: list) -> dict:
    """Minutes down per Asia/Shanghai month; a state holds until the probe's next event."""
    mine = sorted(
        (
            (datetime.datetime.fromisoformat(event["at"]).astimezone(ASIA_SHANGHAI), event["status"])
            for event in events
            if event["site"] in names
        ),
        key=lambda entry: entry[0],
    )
    seconds = {}
    for (start, status), (end, _) in zip(mine, mine[1:]):
        while status == "down" and start < end:
            year, month = start.year, start.month
            following = datetime.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=ASIA_SHANGHAI)
            stop = min(following, end)
            seconds[year, month] = seconds.get((year, month), 0) + int((stop - start).total_seconds())
            start = stop
    return {month: total // 60 for month, total in seconds.items()}


def show(plan: dict, events: list) -> None:
    heads = " ".join(f"{year % 100:02}-{month:02}".rjust(6) for year, month in MONTHS)
    print(f"{'provider / offering':50} {'probe':60} {heads}")
    for row in plan["products"]:
        down = minutes_down(events, row["sites"])
        cells = " ".join(f"{down.get(month, 0):6}" for month in MONTHS)
        title = f"{row['provider']} / {row['offering']}"
        print(f"{title[:50]:50} {row['sites'][-1][:60]:60} {cells}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the sample files from the original data.")
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    arguments = parser.parse_args()
    here = pathlib.Path(__file__).resolve().parent

    snapshot_bytes = (arguments.source / f"fedramp-marketplace/{SNAPSHOT}.json.gz").read_bytes()
    files = {f"fedramp-{SNAPSHOT}.json.gz": snapshot_bytes}
    texts = {name: (arguments.source / f"uptime/{name}.jsonl").read_bytes() for name in PROBE_FILES}
    for name, text in texts.items():
        files[f"probes-{name}.jsonl.gz"] = compressed(text)
    plan = mapping(json.loads(gzip.decompress(snapshot_bytes)))
    files["mapping.json"] = (json.dumps(plan, ensure_ascii=False, indent=2) + "\n").encode()

    different = []
    for name, content in files.items():
        target = here / name
        same = target.exists() and equal(name, target.read_bytes(), content)
        if not same:
            different.append(name)
            if not arguments.check:
                target.write_bytes(content)
    show(plan, [json.loads(line) for line in texts["digital-editions"].splitlines()])
    if arguments.check and different:
        print("different:", ", ".join(different), file=sys.stderr)
        return 1
    return 0


def equal(name: str, left: bytes, right: bytes) -> bool:
    """Compressed files are compared by content: compressors differ between zlib versions."""
    if name.endswith(".gz"):
        return gzip.decompress(left) == gzip.decompress(right)
    return left == right


if __name__ == "__main__":
    sys.exit(main())
