#!/usr/bin/env python3
"""Kills gorge, or a process that works for it, at random moments of a small experiment, and has the experiment
completed: kills.py GORGE WORK WARM COUNT SEED [COLD]. Every COLD-th begins without a kept std, so that one is built
(0: none). Prints what was hit how often, and each finding with what makes it again."""

import collections
import os
import random
import signal
import subprocess
import sys
import time

from bench import Bench, Ended, Finding, check_message, whole_lines
from known import is_known

REPEAT = 2
WANTED = ["gorge", "gorge", "gorge", "anyone", "go", "gorge-exec", "compile", "link", "loader", "tiny"]
TO_GORGE = [signal.SIGKILL] * 5 + [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


def family(root):
    """The living processes below a pid, and itself, by name."""
    parents, names = {}, {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                stat = file.read()
        except OSError:
            continue
        state, parent = stat[stat.rfind(")") + 2 :].split()[:2]
        if state not in "ZX":
            parents[int(pid)] = int(parent)
            names[int(pid)] = stat[stat.find("(") + 1 : stat.rfind(")")]
    found = collections.defaultdict(list)
    for pid in parents:
        at = pid
        while at and at != root:
            at = parents.get(at, 0)
        if at == root:
            found[names[pid]].append(pid)
    return found


def signal_to(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


class Blow:
    """One kill: when, at what, with which suspension before it."""

    def __init__(self, chance, longest_s):
        self.wanted = chance.choice(WANTED)
        self.after_s = chance.uniform(0, longest_s * (1 if self.wanted in ("gorge", "anyone") else 0.5))
        self.number = chance.choice(TO_GORGE)
        self.suspends = chance.random() < 0.3
        self.suspended = chance.choice(["gorge", "target", "all"])
        self.pause_s = chance.choice([0.01, 0.05, 0.2, 0.6, 1.5])
        self.resumes = chance.random() < 0.7
        self.pick = chance.random()
        self.name = "nothing"

    def fall(self, process):
        time.sleep(self.after_s)
        alive = self.await_wanted(process.pid)
        if not alive:
            return
        others = sorted(name for name in alive if process.pid not in alive[name])
        self.name = "gorge"
        target = process.pid
        if others and self.wanted != "gorge":
            self.name = self.wanted if self.wanted in others else others[int(self.pick * len(others))]
            target = alive[self.name][-1]
        if self.suspends:
            self.suspend(process.pid, target, alive)
        signal_to(target, self.number if target == process.pid else signal.SIGKILL)
        if self.suspends and not self.resumes:
            self.go_on(process.pid, alive)

    def await_wanted(self, gorge):
        """Whoever is alive, once the wanted one is, or when it does not come."""
        deadline = time.monotonic() + 1
        while True:
            alive = family(gorge)
            if not alive or self.wanted in ("anyone", *alive) or time.monotonic() > deadline:
                return alive

    def suspend(self, gorge, target, alive):
        pids = {"gorge": [gorge], "target": [target], "all": sum(alive.values(), [])}[self.suspended]
        for pid in pids:
            signal_to(pid, signal.SIGSTOP)
        time.sleep(self.pause_s)
        for pid in pids if self.resumes else []:
            signal_to(pid, signal.SIGCONT)

    def go_on(self, gorge, alive):
        """A signal that is no SIGKILL waits for its process to go on."""
        for pid in sum(alive.values(), [gorge]):
            signal_to(pid, signal.SIGCONT)

    def __str__(self):
        pause = f", {self.suspended} stopped for {self.pause_s} s" if self.suspends else ""
        number = self.number.name if self.name == "gorge" else "SIGKILL"
        return f"{number} to {self.name} after {self.after_s:.3f} s{pause}"


def check_end(blow, ended: Ended):
    """The status that the documents promise, and the words with it."""
    if blow.name == "gorge" and blow.number == signal.SIGKILL:
        if ended.status not in (0, -signal.SIGKILL):
            raise Finding(f"gorge was killed and ended with {ended.status}: {ended.said[-600:]}")
    elif blow.name == "gorge":
        if ended.status not in (0, 130):
            raise Finding(f"status {ended.status} after {blow.number.name}: {ended.said[-600:]}")
    elif ended.status not in (0, 3):
        raise Finding(f"{blow.name} was killed, and the status is {ended.status}: {ended.said[-600:]}")
    if ended.status in (3, 130):
        check_message(ended)


def trap(bench, chance):
    """Into the workspace that a killed gorge has left the user puts a link and, as root, a mount. Returns what has
    to be taken away again."""
    for name in os.listdir(f"{bench.work}/scratch"):
        folder = f"{bench.work}/scratch/{name}"
        if os.path.islink(folder) or not os.path.exists(f"{folder}/.gorge-own") or chance.random() > 0.5:
            continue
        os.symlink(f"{bench.work}/home", f"{folder}/to-home")
        os.makedirs(f"{folder}/mounted")
        command = ["mount", "--bind", f"{bench.work}/home/documents", f"{folder}/mounted"]
        if os.getuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return folder
    return None


def take_away(folder):
    if folder:
        subprocess.run(["umount", f"{folder}/mounted"], check=False)


def strike(bench, blow, chance, without):
    """One kill and what has to hold after it."""
    bench.reset(without)
    process = bench.start()
    blow.fall(process)
    ended = bench.wait(process)
    check_end(blow, ended)
    bench.check_rows(ended.status == 0, injured=True)
    before = whole_lines(f"{bench.out}/runs.csv")
    if ended.status in (0, 3, 130):
        bench.check_leftovers()
    trapped = trap(bench, chance)
    try:
        bench.resume()
    finally:
        take_away(trapped)
    if trapped:
        bench.resume()  # which finds the mount gone
    bench.check_kept_rows(before)
    bench.check_rows(True, injured=True)
    bench.check_leftovers()


def main():
    gorge, work, warm, count, seed = sys.argv[1:6]
    cold = int(sys.argv[6]) if len(sys.argv) > 6 else 0
    bench = Bench(gorge, work, warm, REPEAT)
    bench.warm_up()
    bench.reset()
    start = time.monotonic()
    bench.resume()
    usual_s = time.monotonic() - start
    hits, findings = collections.Counter(), collections.Counter()
    for number in range(1, int(count) + 1):
        chance = random.Random(f"{seed}-{number}")
        is_cold = cold > 0 and number % cold == 0
        without = [n for n in bench.kept() if not bench.is_loader(n) or chance.random() < 0.2] if is_cold else []
        blow = Blow(chance, (12 if is_cold else 1.1) * usual_s)
        try:
            strike(bench, blow, chance, without)
        except Finding as finding:
            kind = "known" if is_known(str(finding)) else "NEW"
            findings[kind] += 1
            print(f"{kind}: seed {seed} kill {number}: {blow}: {finding}", flush=True)
            bench.clear()
        hits[blow.name] += 1
    told = ", ".join(f"{name} {hit}" for name, hit in hits.most_common())
    print(f"{count} kills (seed {seed}): {told}; {findings['NEW']} findings, {findings['known']} known ones")
    return findings["NEW"] > 0


if __name__ == "__main__":
    sys.exit(main())
