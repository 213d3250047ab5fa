#!/usr/bin/env python3
"""Holds what knows the operating system in its place: os_headers.py ROOT.

A source file may include headers of standard C, of the libraries that docs/architecture.md names, and gorge's own but
those below platform/linux; nor may it call what the standard's headers declare beside the standard. What the system
can do is asked of harness/platform/*.h, which a second system could answer. Prints one line a fault; exit status 1 when there is any.
"""
import os
import re
import sys

# Where the system may be known all the same, and why.
EXCEPTIONS = {
    "harness/platform/linux/": "what platform/*.h promises, as Linux does it",
    "harness/measure/meters/": "Linux meters: what each reads is what that kernel counts",
    "harness/measure/shim/": "programs of their own, which run inside the measured group and link nothing of gorge",
}

# Of C17. Not <signal.h> and <time.h>: signals and clocks are the system's, whoever declares them.
STANDARD = set("""assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp stdalign stdarg
    stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads uchar wchar wctype""".split())
STANDARD.add("search")  # trees in memory: POSIX has them, but no system is asked for anything
LIBRARIES = re.compile(r"(csv|ini|jansson|xxhash|xxh_x86dispatch|cmark-gfm(-core-extensions)?|gsl/\w+)\.h")

# What glibc's <stdio.h>, <stdlib.h> and <string.h> declare of the system's.
CALLS = re.compile(r"""\b(dprintf|fdopen|fileno|pclose|popen|mkdtemp|mkostemp|mkstemp|putenv|realpath|setenv|unsetenv|
    sigabbrev_np|strsignal)\s*\(""", re.VERBOSE)
NOT_CODE = re.compile(r"""/\*.*?\*/|"(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])+'""", re.DOTALL)


def sources(root):
    for top in ("harness", "generators"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h", ".def")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def code_of(text):
    """The text without comments, strings and letters; every line stays where it is."""
    return NOT_CODE.sub(lambda found: "\n" * found.group().count("\n"), text)


def is_of_the_system(header, in_angles):
    if in_angles:
        return header.removesuffix(".h") not in STANDARD and not LIBRARIES.fullmatch(header)
    return header.startswith("platform/linux/")


def uses(root, path):
    """(line number, what of the system's) of each use."""
    with open(os.path.join(root, path), encoding="utf-8") as source:
        text = source.read()
    for number, (line, code) in enumerate(zip(text.split("\n"), code_of(text).split("\n")), 1):
        included = re.match(r'\s*#\s*include\s*["<]([^">]+)', line) if "#" in code else None
        if included and is_of_the_system(included.group(1), "<" in line):
            yield number, included.group(1)
        for called in CALLS.finditer(code):
            yield number, f"{called.group(1)}()"


def main():
    root = sys.argv[1]
    faults, unneeded, count = [], dict(EXCEPTIONS), 0
    for path in sources(root):
        folder = next((folder for folder in EXCEPTIONS if path.startswith(folder)), None)
        count += 1
        for number, what in uses(root, path):
            if folder:
                unneeded.pop(folder, None)
            else:
                faults.append(f"{path}:{number}: {what} is the system's; harness/platform/*.h is who may be asked")
    faults += [f"{folder}: is an exception that no file needs any more" for folder in unneeded]
    print("\n".join(faults) if faults else f"{count} files: the system is known in {', '.join(EXCEPTIONS)} alone")
    sys.exit(bool(faults))


main()
