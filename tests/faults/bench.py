"""A small experiment in a folder of its own, the one gorge that does it, and what has to hold after every fault."""

import csv
import os
import re
import shutil
import signal
import subprocess
import time

EXPERIMENT = """[experiment]
repeat = {repeat}
samples = yes
[project tiny]
generator = exec:./tiny
functions = 2
[project module]
files = 2
[workload]
name = build, load:ondemand
[exclude]
rule = project=module name=build
"""
CELLS = 3

# A program that imports nothing, so that little of std has to be compiled for it.
GENERATOR = """#!/bin/sh
set -e
printf 'module example.com/tiny\\n\\ngo 1.16\\n' >go.mod
printf 'package main\\n\\nfunc main() { f1() }\\n' >main.go
for i in $(seq "$functions"); do printf 'package main\\n\\nfunc f%d() {}\\n' "$i" >"f$i.go"; done
"""

TOOLS = {"build": ["compile", "link"], "load:ondemand": ["loader"]}  # of each run of tiny and module
WRITTEN = ["runs.csv", "tools.csv", "samples.csv", "environment.json", ".lock"]
PARTIAL = re.compile(r"partial-[A-Za-z0-9]{6}")
MINE = re.compile("mine|^0{32}$|^workspace-AbCdEf$")  # what sentinel.sh plants


class Finding(Exception):
    """Something that has to hold does not."""


class Ended:
    """How a gorge has ended, and what it said."""

    def __init__(self, status, said):
        self.status = status
        self.said = said


def rows_of(path):
    """The rows of a CSV file as dictionaries; a file that is not there has none."""
    if not os.path.exists(path):
        return []
    with open(path, newline="", encoding="utf-8") as file:
        text = file.read()
    if text and not text.endswith("\n"):
        raise Finding(f"{os.path.basename(path)} ends in a torn row: ...{text[-60:]!r}")
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise Finding(f"{os.path.basename(path)}: row {number + 1} has {len(row)} cells, the header {len(rows[0])}")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def whole_lines(path):
    """The bytes of a file up to its last line end."""
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        text = file.read()
    return text[: text.rfind(b"\n") + 1]


class Bench:
    """`work` holds scratch, cache, out and home, as sentinel.sh plants them; `warm` a cache of kept std and helpers."""

    def __init__(self, gorge, work, warm, repeat=1):
        self.gorge = os.path.realpath(gorge)
        self.work = os.path.realpath(work)
        self.warm = os.path.realpath(warm)
        self.runs = CELLS * repeat
        self.out = f"{self.work}/out"
        self.gorges = set()  # pids of every gorge that was started here
        with open(f"{self.work}/x.ini", "w", encoding="utf-8") as file:
            file.write(EXPERIMENT.format(repeat=repeat))
        with open(f"{self.work}/tiny", "w", encoding="utf-8") as file:
            file.write(GENERATOR)
        os.chmod(f"{self.work}/tiny", 0o755)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("GO", "XDG_"))}
        self.environment.update(
            HOME=f"{self.work}/home",
            GOPATH=f"{self.work}/home/go",
            GOCACHE=f"{self.work}/home/.cache/go-build",
            GORGE_SCRATCH=f"{self.work}/scratch",
            XDG_CACHE_HOME=f"{self.work}/cache",
            LC_ALL="C.UTF-8",
        )

    def warm_up(self):
        """Has gorge make what it keeps, once for all tests of a build."""
        environment = dict(self.environment, XDG_CACHE_HOME=self.warm)
        command = [self.gorge, "run", "x.ini", "-q", "-o", "warming"]
        done = subprocess.run(command, cwd=self.work, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Finding(f"warming up ended with {done.returncode}: {done.stderr}")
        shutil.rmtree(f"{self.work}/warming")

    def kept(self):
        """Names of what the warm cache keeps; only those are copied that this experiment uses."""
        return sorted(os.listdir(f"{self.warm}/gorge/kept"))

    def is_loader(self, name):
        return os.path.exists(f"{self.warm}/gorge/kept/{name}/loader")

    def reset(self, without=()):
        """An empty results folder, and a cache in which all is kept but those names."""
        for name in WRITTEN:
            if os.path.lexists(f"{self.out}/{name}"):
                os.unlink(f"{self.out}/{name}")
        root = f"{self.work}/cache/gorge/kept"
        os.makedirs(root, exist_ok=True)
        for name in os.listdir(root):
            if not MINE.search(name) and name not in self.kept():
                shutil.rmtree(f"{root}/{name}")
        for name in self.kept():
            if name in without:
                shutil.rmtree(f"{root}/{name}", ignore_errors=True)
            elif not os.path.exists(f"{root}/{name}"):
                shutil.copytree(f"{self.warm}/gorge/kept/{name}", f"{root}/{name}", symlinks=True)

    def clear(self):
        """Takes away what a finding has left, so that the next fault is not blamed for it."""
        for folder in (f"{self.work}/scratch", self.out):
            for name in os.listdir(folder):
                if not MINE.search(name) and name != ".lock":
                    subprocess.run(["rm", "-rf", f"{folder}/{name}"], check=False)

    def start(self, **variables):
        """A gorge that does the experiment."""
        log = open(f"{self.work}/log", "w", encoding="utf-8")  # pylint: disable=consider-using-with
        process = subprocess.Popen(  # pylint: disable=consider-using-with
            [self.gorge, "run", "x.ini", "-o", "out"],
            cwd=self.work,
            env=dict(self.environment, **variables),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        log.close()
        self.gorges.add(process.pid)
        return process

    def wait(self, process, seconds=120):
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
            raise Finding(f"it had not ended after {seconds} s: {self.said()[-800:]}") from None
        return Ended(status, self.said())

    def said(self):
        with open(f"{self.work}/log", encoding="utf-8", errors="replace") as file:
            return file.read()

    def resume(self):
        """Does what is missing, which has to succeed."""
        ended = self.wait(self.start())
        if ended.status != 0:
            raise Finding(f"the next start ended with {ended.status}: {ended.said[-1200:]}")
        return ended

    # What has to hold.

    def check_rows(self, complete, injured):
        """Each run once at most, or once when it is complete; tool rows and samples are those of the runs; a row
        that says ok lacks no tool. `injured`: processes of runs were killed, so that rows may say failed."""
        runs = rows_of(f"{self.out}/runs.csv")
        ids = [row["run_id"] for row in runs]
        if len(ids) != len(set(ids)):
            raise Finding(f"a run is there twice: {sorted(i for i in ids if ids.count(i) > 1)}")
        if len(ids) > self.runs or (complete and len(ids) != self.runs):
            raise Finding(f"{len(ids)} runs instead of {self.runs}")
        tools = {}
        for row in rows_of(f"{self.out}/tools.csv"):
            tools.setdefault(row["run_id"], []).append(row)
        samples = {}
        for row in rows_of(f"{self.out}/samples.csv"):
            samples[row["run_id"]] = samples.get(row["run_id"], 0) + 1
        if complete and (set(tools) | set(samples)) - set(ids):
            raise Finding(f"tool rows or samples of runs that are not there: {(set(tools) | set(samples)) - set(ids)}")
        for row in runs:
            self.check_row(row, tools.get(row["run_id"], []), samples.get(row["run_id"], 0), injured)

    def check_row(self, row, tools, samples, injured):
        name = f"{row['generator']} {row['workload']} #{row['repetition']}"
        # what has no record of its own (it was killed, or is no tool) was seen alive, and has no exit status
        named = sum(tool["tool"] in TOOLS[row["workload"]] and tool["exit_status"] != "" for tool in tools)
        if int(row["tools"] or 0) != named:
            raise Finding(f"{name} tells of {row['tools']} tools, tools.csv of {named}")
        if int(row["samples"] or 0) != samples:
            raise Finding(f"{name} tells of {row['samples']} samples, samples.csv has {samples}")
        if row["outcome"] == "ok":
            doubted = {"coverage", "truncated"} & set(row["quality"].split(";"))
            if named != len(TOOLS[row["workload"]]) and not doubted:
                raise Finding(f"{name} is ok with {named} tools and no doubt about it: '{row['quality']}'")
        elif not injured:
            raise Finding(f"the host's fault became a row: {name} {row['outcome']}: {row['why']}")

    def check_kept_rows(self, before):
        """Whole rows that were there before the next start are there still. `before`: of runs.csv, as bytes."""
        if not whole_lines(f"{self.out}/runs.csv").startswith(before):
            raise Finding("rows that were finished are not there any more")

    def check_leftovers(self):
        """No process, group, folder or file of an earlier gorge."""
        self.check_processes()
        self.check_groups()
        for folder, allowed in (
            (f"{self.work}/scratch", [".lock"]),
            (f"{self.work}/cache/gorge", ["home", "kept", "modules"]),
            (f"{self.work}/cache/gorge/kept", self.kept()),
            (self.out, WRITTEN),
        ):
            extra = [n for n in os.listdir(folder) if n not in allowed and not MINE.search(n)]
            if extra:
                raise Finding(f"left in {os.path.basename(folder)}: {', '.join(sorted(extra))}")

    def check_processes(self, patience_s=2.0):
        deadline = time.monotonic() + patience_s
        while left := self.processes():
            if time.monotonic() > deadline:
                raise Finding(f"processes are left: {left}")
            time.sleep(0.02)

    def processes(self):
        """Processes whose environment or working folder lies in gorge's places here, as 'PID NAME'."""
        places = [f"{self.work}/{name}".encode() for name in ("scratch/", "cache/gorge/", "scratch\0")]
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    environment = file.read()
                with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                    stat = file.read()
                where = os.readlink(f"/proc/{pid}/cwd").encode() + b"/"
            except OSError:
                continue
            if stat.rsplit(")", 1)[1].split()[0] in "ZX":
                continue
            if any(place in environment or where.startswith(place) for place in places):
                found.append(f"{pid} {stat[stat.find('(') + 1 : stat.rfind(')')]}")
        return found

    def check_groups(self):
        for folder, names, _ in os.walk("/sys/fs/cgroup"):
            for name in names:
                match = re.match(r"gorge-(\d+)-", name)
                if match and int(match.group(1)) in self.gorges:
                    raise Finding(f"the group {folder}/{name} is left")


def check_message(ended, errno_text=None):
    """What failed, why, and what to do about it; with the system's own words where they are known."""
    said = ended.said
    for part in ("gorge: ", "  why:   ", "  fix:   "):
        if not re.search(f"^{re.escape(part)}\\S", said, re.MULTILINE):
            raise Finding(f"status {ended.status} without '{part.strip()}': {said[-600:]!r}")
    if errno_text and errno_text not in said:
        raise Finding(f"status {ended.status}, and no word of '{errno_text}': {said[-600:]!r}")
