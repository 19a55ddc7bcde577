"""Which requirements have known faults: ``make audit``, by pip-audit, which asks a database of advisories.

Ends with 0 where every requirement was looked up and none has a fault, 1 where one has or was not found, and 2, with
one sentence, where no advisories could be had at all: then nothing is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FAULTS, NOTHING_KNOWN = 1, 2


def judged(out: str, why: str) -> tuple[list[str], int]:
    """What pip-audit's answer (JSON) and complaints come to: lines to print, and the exit code."""
    try:
        found: list[dict[str, Any]] = json.loads(out)["dependencies"] or []
    except (ValueError, KeyError, TypeError):
        found = []
    looked_up = [one for one in found if "skip_reason" not in one]
    if not looked_up:
        last = found[0]["skip_reason"] if found else (why.strip().splitlines() or ["it gave no reason"])[-1]
        sentence = (
            "No advisories could be had, so that nothing is known of any requirement: run `make audit` where pypi.org "
            f"answers (pip-audit says: {last[:300]})."
        )
        return [sentence], NOTHING_KNOWN
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one in looked_up
        for fault in one["vulns"]
    ]
    unknown = [f"{one['name']}: not looked up ({one['skip_reason']})" for one in found if "skip_reason" in one]
    ends = f"{len(looked_up)} requirements looked up, {len(faults)} known faults"
    return [*faults, *unknown, ends], FAULTS if faults or unknown else 0


def main(requirements: Path) -> int:
    """Ask, and print what came of it."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(requirements), "--format", "json"]
    asked = subprocess.run([*command, "--progress-spinner", "off"], capture_output=True, text=True, check=False)
    lines, code = judged(asked.stdout, asked.stderr)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
