#!/usr/bin/env python3
"""Computes a credit score anew from a proof, without GovMesh and without its code.

usage: verify_score.py FILE...      a proof as JSON, as `govmesh score SUBJECT --export FILE` writes it
       verify_score.py --lines      proofs from standard input, one a line

Written after the rules alone (requirements 7.7, R5.2-15), in whole numbers: points are milli-points,
weights per mille, dates civil dates. Exit status 1 when a proof does not hold.
"""

import datetime
import functools
import json
import math
import sys

FULL = 100_000
ORDER = ["AAA", "AA", "A", "B", "C", "D"]


def half_up(numerator, denominator):
    """numerator / denominator, rounded to the nearest whole number, halves away from zero down to 0."""
    return (2 * numerator + denominator) // (2 * denominator)


@functools.lru_cache(maxsize=None)
def half_life(age, days):
    """1000 * 2^(-age / days), rounded half up: the largest n with 2n - 1 <= 2000 * 2^(-age / days)."""
    whole, rest = divmod(age, days)
    low, high = 0, 1000
    limit = 2000**days
    while low < high:
        middle = (low + high + 1) // 2
        if ((2 * middle - 1) << whole) ** days << rest <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def weight(decay, age):
    kind, days = decay["kind"], int(decay.get("days", 0))
    if kind == "KIND_NONE":
        return 1000
    if kind == "KIND_LINEAR":
        return half_up(1000 * (days - age), days) if age < days else 0
    if kind == "KIND_STEP":
        found = 1000
        for step in decay.get("steps", []):
            if int(step.get("fromDay", 0)) <= age:
                found = int(step.get("weightPerMille", 0))
        return found
    if kind == "KIND_HALF_LIFE":
        return half_life(age, days)
    raise ValueError(f"no decay {kind}")


def day(text):
    return datetime.date.fromisoformat(text)


def postings(entries, as_of):
    """What became of every posting by a day, in the order they were posted."""
    found = {}
    for entry in entries:
        kind, effective = entry["kind"], day(entry["effectiveOn"])
        if kind == "KIND_POSTING":
            found[entry["name"]] = {
                "name": entry["name"], "cause": entry.get("cause", ""),
                "causeVersion": int(entry.get("causeVersion", 0)),
                "behaviour": entry.get("behaviour", ""), "by": entry.get("determinedBy", ""),
                "from": effective, "ended": None, "disputed": False, "shielded": False,
                "directUntil": entry.get("directDUntil", ""),
            }
            continue
        posting = found.get(entry.get("posting", ""))
        if posting is None:
            continue
        if kind == "KIND_REVERSAL":
            posting["ended"] = min(posting["ended"] or effective, effective)
        elif effective <= as_of and kind == "KIND_RESTORATION":
            posting["ended"], posting["shielded"] = None, False
        elif effective <= as_of:
            field = "disputed" if kind in ("KIND_DISPUTE", "KIND_SETTLEMENT") else "shielded"
            posting[field] = kind in ("KIND_DISPUTE", "KIND_SHIELD")
    return found


def band(model, score):
    bands = sorted(model["bands"], key=lambda b: -int(b.get("fromMilliPoints", 0)))
    return next(b["grade"] for b in bands if score >= int(b.get("fromMilliPoints", 0)))


def confidence(model, score, observations):
    """How far the score is to be trusted; None when the model does not say."""
    rule = model.get("shrinkage")
    if rule is None:
        return None
    prior = int(rule.get("priorObservations", 0))
    both = observations + prior
    estimate = half_up(
        observations * score + prior * int(rule.get("meanMilliPoints", 0)), both)
    reach = 1960 * int(rule.get("deviationMilliPoints", 0))
    half = math.isqrt(reach * reach * prior // (both * 1_000_000))
    return {
        "weightPerMille": half_up(1000 * observations, both), "estimateMilliPoints": estimate,
        "lowMilliPoints": max(estimate - half, 0), "highMilliPoints": min(estimate + half, FULL),
    }


def grade(model, score, direct, is_new, previous):
    by_band = band(model, score)
    if direct and not model.get("directDByAuthorities", False):
        return "D"
    authorities = {posting["by"] for posting in direct}
    if len(authorities) >= 2:
        return "D"
    if len(authorities) == 1 and by_band != "D":
        return "C"
    if is_new and model.get("newEntityGrade"):
        return model["newEntityGrade"]
    limit = int(model.get("upgradeLimit", 0))
    grades = sorted((b["grade"] for b in model["bands"]), key=ORDER.index)
    if limit and previous in grades:
        before, now = grades.index(previous), grades.index(by_band)
        if before - now > limit:
            return grades[before - limit]
    return by_band


def compute(proof):
    """Score, confidence, grade and lines of a proof."""
    model, as_of = proof["model"], day(proof["asOf"])
    behaviours = {b["code"]: b for b in model["behaviours"]}
    known = postings(proof.get("entries", []), as_of)
    good = bad = 0
    lines, direct = [], []
    for posting in sorted(known.values(), key=lambda p: (p["from"], p["name"])):
        behaviour = behaviours[posting["behaviour"]]
        if posting["from"] > as_of:
            continue
        counts = not posting["shielded"]
        counts &= not (posting["disputed"] and model.get("ignoresDisputed", False))
        counts &= posting["ended"] is None or posting["ended"] > as_of
        age = (as_of - posting["from"]).days
        per_mille = weight(behaviour["decay"], age) if counts else 0
        points = int(behaviour.get("pointsMilliPoints", 0))
        sign = 1 if behaviour.get("good", False) else -1
        contribution = half_up(points * per_mille, 1000)
        if sign > 0:
            good += contribution
        else:
            bad += contribution
        lines.append({
            "entry": posting["name"], "cause": posting["cause"],
            "causeVersion": posting["causeVersion"], "pointsMilliPoints": sign * points,
            "ageDays": age, "weightPerMille": per_mille,
            "contributionMilliPoints": sign * contribution,
        })
        until = posting["directUntil"]
        if behaviour.get("directD", False) and counts and (not until or as_of <= day(until)):
            direct.append(posting)
    base = int(model.get("baseMilliPoints", 0))
    capped = min(good, int(model.get("capGoodMilliPoints", 0)))
    score = min(max(base + capped - bad, 0), FULL)
    limited = score - (base + good - bad)
    lines.insert(0, {
        "entry": "", "cause": "base", "causeVersion": 0, "pointsMilliPoints": base, "ageDays": 0,
        "weightPerMille": 1000, "contributionMilliPoints": base,
    })
    if limited:
        lines.append({
            "entry": "", "cause": "limits", "causeVersion": 0, "pointsMilliPoints": limited,
            "ageDays": 0, "weightPerMille": 1000, "contributionMilliPoints": limited,
        })
    # What is determined later has not happened yet, what was taken back from its first day never did.
    have_counted = any(
        p["from"] <= as_of and (p["ended"] is None or p["ended"] > p["from"])
        for p in known.values())
    is_new = not have_counted and bad == 0
    trust = confidence(model, score, int(proof.get("observations", 0)))
    graded = score
    if trust and model["shrinkage"].get("grades", False):
        graded = trust["estimateMilliPoints"]
    own_grade = grade(model, graded, direct, is_new, proof.get("previousGrade", ""))
    return score, trust, own_grade, lines


def plain(line):
    """A line as the proof writes it, with what JSON leaves out filled in and numbers as numbers."""
    texts = {key: line.get(key, "") for key in ("entry", "cause")}
    numbers = ("causeVersion", "pointsMilliPoints", "ageDays", "weightPerMille",
               "contributionMilliPoints")
    return texts | {key: int(line.get(key, 0)) for key in numbers}


def whole(trust):
    """A confidence as the proof writes it, with what JSON leaves out filled in; None when absent."""
    keys = ("weightPerMille", "estimateMilliPoints", "lowMilliPoints", "highMilliPoints")
    return None if trust is None else {key: int(trust.get(key, 0)) for key in keys}


def differences(proof):
    score, trust, own_grade, lines = compute(proof)
    found = []
    if score != int(proof.get("scoreMilliPoints", 0)):
        found.append(f"score {score}, not {proof.get('scoreMilliPoints', 0)}")
    if own_grade != proof.get("grade", ""):
        found.append(f"grade {own_grade}, not {proof.get('grade', '')}")
    if trust != whole(proof.get("confidence")):
        found.append(f"confidence {trust}, not {proof.get('confidence')}")
    theirs = [plain(line) for line in proof.get("lines", [])]
    if lines != theirs:
        found.append(f"lines {lines}, not {theirs}")
    return found


def main(arguments):
    if arguments == ["--lines"]:
        count = failed = 0
        for line in sys.stdin:
            count += 1
            for difference in differences(json.loads(line)):
                failed += 1
                print(f"proof {count}: {difference}", file=sys.stderr)
        print(f"{count} proofs, {failed} differences")
        return 1 if failed or not count else 0
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    failed = False
    for path in arguments:
        try:
            with open(path, encoding="utf-8") as file:
                proof = json.load(file)
            found = differences(proof)
        except (OSError, KeyError, TypeError, ValueError) as error:
            print(f"{path} is no proof of a score ({type(error).__name__}: {error}); "
                  "write one with `govmesh score SUBJECT --export FILE`", file=sys.stderr)
            failed = True
            continue
        failed |= bool(found)
        verdict = "; ".join(found) or "holds"
        print(f"{path}: {proof['subject']} as of {proof['asOf']}: "
              f"{int(proof.get('scoreMilliPoints', 0)) / 1000:.3f} {proof.get('grade', '')}: {verdict}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
