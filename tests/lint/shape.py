#!/usr/bin/env python3
"""Holds the shape of the code against CONTRIBUTING.md: shape.py ROOT.

In harness and generators: no function above 45 lines and 95% of them at most 22, from the line of its opening brace
to that of its closing one; no function of more than 6 parameters; no file above 500 lines but tables (.def); no
comment that goes beyond column 110, with tabs of 4. In harness, no folder with more than 15 .c files beside its
subfolders. Prints one line a fault, and the figures in the last one; exit status 1 when there is any fault.
"""
import os
import re
import sys

MOST_LINES, SHARE, SHARE_LINES = 45, 0.95, 22
MOST_PARAMETERS = 6
MOST_FILES = 15
MOST_FILE_LINES = 500
MOST_COLUMNS, TAB = 110, 4

TOKEN = re.compile(r"""/\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'""", re.DOTALL | re.VERBOSE)


def sources(root):
    """(path from root, text) of each source file, in order."""
    for top in ("generators", "harness"):
        for folder, _, names in sorted(os.walk(os.path.join(root, top))):
            for name in sorted(names):
                if name.endswith((".c", ".h", ".def")):
                    path = os.path.join(folder, name)
                    with open(path, encoding="utf-8") as source:
                        yield os.path.relpath(path, root), source.read()


def without_words(text):
    """The code alone: comments and literals are blanks, line ends stay."""
    return TOKEN.sub(lambda token: re.sub(r"[^\n]", " ", token.group()), text)


def parameters(head):
    """How many parameters the function has that `head`, what stands before its opening brace, declares."""
    head = re.sub(r"__attribute__\s*\(\(.*?\)\)", "", head, flags=re.DOTALL)
    found = re.search(r"\b(\w+)\s*\(", head)
    if not found:
        return "?", 0
    depth, commas, at = 1, 0, found.end()
    while depth and at < len(head):
        depth += {"(": 1, ")": -1}.get(head[at], 0)
        commas += head[at] == "," and depth == 1
        at += 1
    inside = head[found.end() : at - 1].strip()
    return found.group(1), 0 if inside in ("", "void") else commas + 1


def functions(text):
    """(name, line number, lines, parameters) of each function: its braces stand in the first column."""
    lines = without_words(text).split("\n")
    begin = 0
    for number, line in enumerate(lines):
        if line.startswith("{"):
            begin = number
        elif line.startswith("}") and begin:
            first = begin
            while first > 0 and lines[first - 1].strip() and not lines[first - 1].startswith(("#", "}")):
                first -= 1
            name, count = parameters("\n".join(lines[first:begin]))
            yield name, begin + 1, number - begin + 1, count
            begin = 0


def long_comments(text):
    """Numbers of the lines with a comment that ends too far right."""
    lines = text.split("\n")
    for token in TOKEN.finditer(text):
        if token.group().startswith("/"):
            first = text.count("\n", 0, token.start())
            for number in range(first, first + token.group().count("\n") + 1):
                if len(lines[number].expandtabs(TAB)) > MOST_COLUMNS:
                    yield number + 1


def check(root):
    """(faults, lengths of all functions)"""
    faults, lengths, folders = [], [], {}
    for path, text in sources(root):
        for name, number, length, count in functions(text):
            lengths.append(length)
            if length > MOST_LINES:
                faults.append(f"{path}:{number}: {name} has {length} lines; {MOST_LINES} at most")
            if count > MOST_PARAMETERS:
                faults.append(f"{path}:{number}: {name} has {count} parameters; {MOST_PARAMETERS} at most")
        faults += [f"{path}:{line}: a comment beyond column {MOST_COLUMNS}" for line in long_comments(text)]
        if text.count("\n") > MOST_FILE_LINES and not path.endswith(".def"):
            faults.append(f"{path}: {text.count(chr(10))} lines; {MOST_FILE_LINES} at most")
        if path.startswith("harness/") and path.endswith(".c"):
            folders.setdefault(os.path.dirname(path), []).append(path)
    for folder, files in folders.items():
        if len(files) > MOST_FILES:
            faults.append(f"{folder}: {len(files)} .c files; {MOST_FILES} at most beside its subfolders")
    return faults, sorted(lengths)


def main():
    faults, lengths = check(sys.argv[1])
    if not lengths:
        sys.exit(f"shape.py: no function was found below {sys.argv[1]}")
    median, tail = lengths[len(lengths) // 2], lengths[int(SHARE * (len(lengths) - 1))]
    if tail > SHARE_LINES:
        faults.append(f"{SHARE:.0%} of the functions have at most {tail} lines; it should be {SHARE_LINES}")
    print("\n".join(faults), end="\n" if faults else "")
    print(f"{len(lengths)} functions: median {median} lines, {SHARE:.0%} at most {tail}, most {lengths[-1]}")
    sys.exit(bool(faults))


main()
