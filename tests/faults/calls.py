#!/usr/bin/env python3
"""Has the k-th call of a kind fail in gorge during a small experiment, on its main thread or another, and has the
experiment completed: calls.py GORGE WORK WARM LIBRARY COUNT SEED [KIND...|FAULT...]. COUNT is the size of a sample,
'each' all there are of a kind but MOST at most, 'all' really all. LIBRARY is failing_calls.c. Prints how many there
were, and each finding with the FAULT that makes it again, as far as calls come in the same order each time."""

import collections
import errno
import os
import random
import struct
import sys

from bench import Bench, Finding, check_message, whole_lines
from known import is_known

# In the order of failing_calls.c; with what such calls fail by.
KINDS = {
    "write": [errno.ENOSPC, errno.EIO],
    "fsync": [errno.EIO, errno.ENOSPC],
    "rename": [errno.ENOSPC, errno.EIO],
    "open": [errno.EMFILE, errno.ENFILE, errno.ENOMEM],
    "fork": [errno.EAGAIN, errno.ENOMEM],
    "mmap": [errno.ENOMEM],
    "mkdir": [errno.ENOSPC, errno.EIO],
    "read": [errno.EIO],
    "close": [errno.EIO, errno.ENOSPC],
    "unlink": [errno.EIO, errno.EACCES],
    "truncate": [errno.EIO],
    "lock": [errno.ENOLCK],
}
MOST = 1000
PAGE = struct.Struct(f"={2 * len(KINDS) + 1}Q")


class Library:
    """The preloaded library, and the file in which it counts."""

    def __init__(self, path, bench):
        self.bench = bench
        self.counts = f"{bench.work}/counts"
        self.variables = {
            "LD_PRELOAD": os.path.realpath(path),
            "FAULTS_PROGRAM": bench.gorge,
            "FAULTS_COUNTS": self.counts,
        }

    def run(self, **fault):
        """One experiment; how it ended, how many calls there were of each kind and thread, and how many failed."""
        with open(self.counts, "wb") as file:
            file.write(bytes(PAGE.size))
        ended = self.bench.wait(self.bench.start(**self.variables, **fault))
        with open(self.counts, "rb") as file:
            numbers = PAGE.unpack(file.read())
        calls = {}
        for index, kind in enumerate(KINDS):
            for thread in (0, 1):
                calls[kind, thread] = numbers[2 * index + thread]
        return ended, calls, numbers[-1]


class Fault:
    """Which call fails. Written KIND:THREAD:AT:ERRNO[+], where + is for every later one too."""

    def __init__(self, kind, thread, at, number, onward):
        self.kind, self.thread, self.at, self.errno, self.onward = kind, thread, at, number, onward

    @staticmethod
    def by_chance(kind, thread, at, chance):
        return Fault(kind, thread, at, chance.choice(KINDS[kind]), chance.random() < 0.3)

    @staticmethod
    def of(text):
        kind, thread, at, name = text.rstrip("+").split(":")
        return Fault(kind, int(thread), int(at), getattr(errno, name), text.endswith("+"))

    def variables(self):
        return {
            "FAULTS_CALL": self.kind,
            "FAULTS_THREAD": str(self.thread),
            "FAULTS_AT": str(self.at),
            "FAULTS_ERRNO": str(self.errno),
            "FAULTS_ONWARD": str(int(self.onward)),
        }

    def __str__(self):
        return f"{self.kind}:{self.thread}:{self.at}:{errno.errorcode[self.errno]}{'+' if self.onward else ''}"


def check_end(fault, ended):
    """Done all the same, or the host's fault, told as such."""
    if ended.status == 0:
        return
    if ended.status != 3:
        raise Finding(f"status {ended.status}: {ended.said[-700:]}")
    check_message(ended, os.strerror(fault.errno))


def strike(library, fault):
    """One failing call and what has to hold after it. False when the call did not come about."""
    bench = library.bench
    bench.reset()
    ended, _, failed = library.run(**fault.variables())
    check_end(fault, ended)
    bench.check_rows(ended.status == 0, injured=False)
    if ended.status == 0 and "stays: " not in ended.said:  # what cannot be deleted is a warning
        bench.check_leftovers()
    before = whole_lines(f"{bench.out}/runs.csv")
    bench.resume()
    bench.check_kept_rows(before)
    bench.check_rows(True, injured=False)
    bench.check_leftovers()
    return failed > 0


def choose(calls, count, seed, kinds):
    """The calls that are to fail, of those there were. Every kind and thread has its share of a sample."""
    chance = random.Random(seed)
    by_kind = []
    for (kind, thread), number in calls.items():
        places = range(1, number + 1) if kind in kinds else []
        if count != "all" and len(places) > MOST:
            places = sorted(chance.sample(places, MOST))
        by_kind.append([Fault.by_chance(kind, thread, at, chance) for at in places])
    if any(":" in kind for kind in kinds):
        return [Fault.of(kind) for kind in kinds]
    if count in ("each", "all"):
        return sum(by_kind, [])
    chosen, by_kind = [], [faults for faults in by_kind if faults]
    while len(chosen) < int(count) and by_kind:
        chosen.append(chance.choice(by_kind[len(chosen) % len(by_kind)]))
    return chosen


def main():
    gorge, work, warm, path, count, seed = sys.argv[1:7]
    bench = Bench(gorge, work, warm)
    bench.warm_up()
    bench.reset()
    library = Library(path, bench)
    ended, calls, _ = library.run()
    if ended.status != 0:
        print(f"without a fault it ended with {ended.status}: {ended.said}")
        return 1
    told = ", ".join(f"{kind} {calls[kind, 0]}+{calls[kind, 1]}" for kind in KINDS)
    print(f"calls on the main thread and others: {told}", flush=True)
    hits, findings = 0, collections.Counter()
    faults = choose(calls, count, seed, sys.argv[7:] or list(KINDS))
    for fault in faults:
        try:
            hits += strike(library, fault)
        except Finding as finding:
            hits += 1
            kind = "known" if is_known(str(finding)) else "NEW"
            findings[kind] += 1
            print(f"{kind}: {fault}: {finding}", flush=True)
            bench.clear()
    print(f"{hits} of {len(faults)} calls failed (seed {seed}); {findings['NEW']} findings, {findings['known']} known ones")
    return findings["NEW"] > 0


if __name__ == "__main__":
    sys.exit(main())
