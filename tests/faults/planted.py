#!/usr/bin/env python3
"""Everything that the checks of bench.py look for is planted, each by itself, and has to be found."""

import os
import subprocess
import sys
import tempfile
import time

from bench import Bench, Ended, Finding, check_message

RUNS = "schema,run_id,generator,workload,repetition,outcome,why,tools,samples,quality\r\n"
TOOLS = "schema,run_id,tool,exit_status\r\n"
SAMPLES = "schema,run_id,elapsed_ns\r\n"


def write(bench, name, text):
    with open(f"{bench.out}/{name}", "w", encoding="utf-8", newline="") as file:
        file.write(text)


def run_row(number, outcome="ok", tools=2, samples=1, quality=""):
    return f"1,{number:032x},tiny,build,1,{outcome},,{tools},{samples},{quality}\r\n"


def tool_rows(number):
    return "".join(f"1,{number:032x},{tool},0\r\n" for tool in ("compile", "link"))


def plant(bench, runs=None, tools=None, samples=None):
    """Three sound runs, with one of the files in another form."""
    numbers = range(bench.runs)
    write(bench, "runs.csv", runs or RUNS + "".join(run_row(n) for n in numbers))
    write(bench, "tools.csv", tools or TOOLS + "".join(tool_rows(n) for n in numbers))
    write(bench, "samples.csv", samples or SAMPLES + "".join(f"1,{n:032x},5\r\n" for n in numbers))


def rows(bench):
    bench.check_rows(True, injured=False)


def bad_rows(bench):
    """What each file may hold that is wrong."""
    sound = [run_row(n) for n in range(bench.runs)]
    yield "a run twice", {"runs": RUNS + "".join(sound[:2] + sound[:1])}
    yield "a run too few", {"runs": RUNS + "".join(sound[:2])}
    yield "a torn row", {"runs": RUNS + "".join(sound)[:-9]}
    yield "a short row", {"runs": RUNS + "".join(sound[:2]) + "1,2,3\r\n"}
    yield "too few tools", {"runs": RUNS + "".join(sound[:2]) + run_row(2, tools=1)}
    yield "too many samples", {"runs": RUNS + "".join(sound[:2]) + run_row(2, samples=4)}
    yield "a failed row", {"runs": RUNS + "".join(sound[:2]) + run_row(2, outcome="failed")}
    yield "a tool row too many", {"tools": TOOLS + "".join(tool_rows(n) for n in (0, 1, 2, 2))}
    yield "tools of no run", {"tools": TOOLS + "".join(tool_rows(n) for n in (0, 1, 2, 3))}
    yield "samples of no run", {"samples": SAMPLES + "".join(f"1,{n:032x},5\r\n" for n in range(4))}


def is_found(check, *arguments):
    try:
        check(*arguments)
    except Finding:
        return True
    return False


def leftovers(bench):
    """A file or folder in each of the places where gorge works."""
    for path in ("scratch/workspace-zzzzzz", "cache/gorge/kept/partial-zzzzzz", "out/runs.csv.partial-1-0"):
        os.makedirs(f"{bench.work}/{path}")
        yield path, is_found(bench.check_leftovers)
        os.rmdir(f"{bench.work}/{path}")


def process(bench):
    """A process that works in the scratch folder."""
    with subprocess.Popen(["sleep", "60"], cwd=f"{bench.work}/scratch") as left:
        while not bench.processes():
            time.sleep(0.01)
        found = is_found(bench.check_processes, 0)
        left.kill()
    return found


def main():
    missed = []
    with tempfile.TemporaryDirectory() as work:
        for name in ("scratch", "out", "cache/gorge/kept", "warm/gorge/kept"):
            os.makedirs(f"{work}/{name}")
        bench = Bench("/bin/true", work, f"{work}/warm")
        plant(bench)
        rows(bench)
        bench.check_leftovers()
        for name, files in bad_rows(bench):
            plant(bench, **files)
            missed += [] if is_found(rows, bench) else [name]
        plant(bench)
        missed += [name for name, found in leftovers(bench) if not found]
        missed += [] if process(bench) else ["a process"]
        missed += [] if is_found(bench.check_kept_rows, b"another row\n") else ["a lost row"]
        whole = "gorge: cannot write: x\n  why:   No space left on device\n  fix:   Make room.\n"
        check_message(Ended(3, whole), "No space left on device")
        for said, text in ((whole, "Input/output error"), (whole[:40], None), ("", None)):
            missed += [] if is_found(check_message, Ended(3, said), text) else [f"the message {said!r}"]
    for name in missed:
        print(f"not found, though it was planted: {name}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
