#!/usr/bin/env python3
"""Holds the code against harness/layers.txt: layers.py ROOT [FOLDER OF lib*.a].

Every include has to lead into the same library or one that it may use; no two files may need each other, however
many stand between; every source file has to belong to a library; docs/architecture.md has to name the same
libraries. With the built libraries, every symbol that one lacks has to be in one that it may use: a call needs no
include. Prints one line a fault; exit status 1 when there is any.
"""
import glob
import os
import re
import subprocess
import sys

TABLE = "harness/layers.txt"
PROGRAMS = ("harness/main.c", "harness/measure/shim/")  # linked from the top, or by themselves


def read_table(root):
    """folder -> every folder that it may use, itself included."""
    uses = {}
    with open(os.path.join(root, TABLE), encoding="utf-8") as table:
        for line in table:
            if line[0] in "#\n":
                continue
            folder, *below = line.split()
            uses[folder] = {folder}.union(*(uses[name] for name in below if name != "-"))
    return uses


def library_of(path, uses):
    """The folder with a line of its own that the file lies in, or None."""
    folder = os.path.dirname(path)
    while folder and folder not in uses:
        folder = os.path.dirname(folder)
    return folder or None


def sources(root):
    for top in ("harness", "generators"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h", ".def")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def includes(root, path):
    """(line number, path of the file that it includes) of each include in double quotes."""
    with open(os.path.join(root, path), encoding="utf-8") as source:
        for number, line in enumerate(source, 1):
            found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if found:
                name = found.group(1)
                yield number, name if name.startswith("generators/") else "harness/" + name


def check_includes(root, uses):
    for path in sources(root):
        own = library_of(path, uses)
        if own is None and not path.startswith(PROGRAMS):
            yield f"{path}: belongs to no library of {TABLE}"
        for number, target in includes(root, path):
            theirs = library_of(target, uses)
            if own and theirs not in uses[own]:
                yield f"{path}:{number}: {own} may not use {target}; {TABLE} says whom it may use"


def unit(path):
    return os.path.splitext(path)[0]


def check_circles(root):
    """A file with its header is one unit; units that need each other are one line."""
    needs = {}
    for path in sources(root):
        if not path.endswith(".def"):
            needs.setdefault(unit(path), set()).update(unit(target) for _, target in includes(root, path))
    state, trail = {}, []

    def visit(name):
        state[name] = "open"
        trail.append(name)
        for other in sorted(needs.get(name, ())):
            if other == name:
                continue
            if state.get(other) == "open":
                yield "files that need each other: " + " -> ".join(trail[trail.index(other):] + [other])
            elif other not in state:
                yield from visit(other)
        trail.pop()
        state[name] = "done"

    for name in sorted(needs):
        if name not in state:
            yield from visit(name)


def symbols(archive):
    """(defined, lacked) external symbols of an archive."""
    listing = subprocess.run(["nm", "-g", "-P", archive], capture_output=True, text=True, check=True).stdout
    kinds = [line.split()[:2] for line in listing.splitlines() if line and not line.endswith(":")]
    defined = {name for name, kind in kinds if kind not in "Uw"}
    return defined, {name for name, kind in kinds if kind == "U"} - defined


def check_calls(uses, folder):
    archives = {}
    for library in uses:
        name = library.removeprefix("harness/").replace("/", "_")
        archives[library] = symbols(os.path.join(folder, f"libgorge_{name}.a"))
    where = {name: library for library, (defined, _) in archives.items() for name in defined}
    for library, (_, lacked) in archives.items():
        for name in sorted(lacked):
            if name in where and where[name] not in uses[library]:
                yield f"{library} calls {name} of {where[name]}; {TABLE} says whom it may use"


def check_document(root, uses):
    with open(os.path.join(root, "docs/architecture.md"), encoding="utf-8") as document:
        rows = set(re.findall(r"^\| `([^`]+)` \|", document.read(), re.MULTILINE))
    for library in sorted(set(uses) - rows):
        yield f"docs/architecture.md: its table of folders has no row `{library}`"
    for row in sorted(rows - set(uses)):
        yield f"docs/architecture.md: its table of folders has `{row}`, which {TABLE} has not"


def main():
    root = sys.argv[1]
    uses = read_table(root)
    faults = [*check_includes(root, uses), *check_circles(root), *check_document(root, uses)]
    if len(sys.argv) > 2:
        faults += check_calls(uses, sys.argv[2])
    print("\n".join(faults) if faults else f"{len(uses)} libraries, {len(list(sources(root)))} files: as the table says")
    sys.exit(bool(faults))


main()
