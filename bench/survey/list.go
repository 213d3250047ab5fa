// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/bits"
	"os"
	"os/exec"
	"strings"
)

// A goPackage is one package as the go command lists it.
type goPackage struct {
	path, name, folder string
	std, inModule      bool         // inModule: of the project's modules, whether it is counted or not
	names              []string     // its files
	imports            []*goPackage // distinct
	lines, bytes       int
	counted            bool // lines and bytes are known
	reaches            int  // packages it imports, and those import, and so on
}

// A tree is a project with all that it imports.
type tree struct {
	all    []*goPackage // each behind those that it imports
	own    []*goPackage // those that are counted, in the same order
	byPath map[string]*goPackage
	counts counts
}

// format prints a package as lines, each a letter and a value: no name that the go command takes holds a line
// end. E ends it.
const format = `P{{.ImportPath}}
N{{.Name}}
D{{.Dir}}
{{if .Standard}}S
{{end}}{{with .Module}}{{if .Main}}M
{{end}}{{end}}{{if not .DepOnly}}O
{{end}}{{range .GoFiles}}F{{.}}
{{end}}{{range .Imports}}I{{.}}
{{end}}E`

// listTree asks the go command. -e: what a project imports and nobody has fetched counts as a package that
// imports nothing.
func listTree(root string, patterns []string) (*tree, error) {
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	command := exec.Command("go", append([]string{"list", "-e", "-deps", "-f", format}, patterns...)...)
	command.Dir = root
	command.Env = append(os.Environ(), "PWD="+root)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	found, readErr := readTree(output)
	if err := command.Wait(); err != nil {
		return nil, fmt.Errorf("go list in %s: %v\n%s", root, err, complaint.String())
	}
	if readErr == nil && len(found.own) == 0 {
		readErr = fmt.Errorf("no Go package of %s is meant by %s", root, strings.Join(patterns, " "))
	}
	return found, readErr
}

func readTree(lines io.Reader) (*tree, error) {
	found := &tree{byPath: make(map[string]*goPackage)}
	scanner := bufio.NewScanner(lines)
	scanner.Buffer(nil, 1<<20)
	var current *goPackage
	for scanner.Scan() {
		line := scanner.Text()
		if line == "" {
			continue
		}
		if line[0] == 'P' {
			current = found.get(line[1:])
		} else {
			found.note(current, line[0], line[1:])
		}
	}
	found.dropEmpty()
	return found, scanner.Err()
}

func (t *tree) note(p *goPackage, what byte, value string) {
	switch what {
	case 'N':
		p.name = value
	case 'D':
		p.folder = value
	case 'S':
		p.std = true
	case 'M':
		p.inModule = true
	case 'O':
		p.inModule = true
		t.own = append(t.own, p)
	case 'F':
		p.names = append(p.names, value)
	case 'I':
		if t.byPath[value] == nil {
			t.all = append(t.all, t.get(value)) // the go command lists nothing for it
		}
		p.imports = append(p.imports, t.byPath[value])
	case 'E':
		t.all = append(t.all, p)
	}
}

func (t *tree) get(path string) *goPackage {
	p := t.byPath[path]
	if p == nil {
		p = &goPackage{path: path}
		t.byPath[path] = p
	}
	return p
}

// dropEmpty leaves out the folders that hold tests alone: nothing is compiled of them.
func (t *tree) dropEmpty() {
	kept := t.own[:0]
	for _, p := range t.own {
		if len(p.names) > 0 {
			kept = append(kept, p)
		}
	}
	t.own = kept
}

// countReached fills in `reaches`. Sets of packages are bits, of so many packages at a time that they take
// little memory whatever the size of the project.
func (t *tree) countReached() {
	const words = 64
	index := make(map[*goPackage]int, len(t.all))
	for i, p := range t.all {
		index[p] = i
	}
	sets := make([][words]uint64, len(t.all))
	for first := 0; first < len(t.all); first += words * 64 {
		for i, p := range t.all {
			set := &sets[i]
			*set = [words]uint64{}
			for _, imported := range p.imports {
				join(set[:], sets[:], index[imported]-first, index[imported])
			}
			for _, word := range set {
				p.reaches += bits.OnesCount64(word)
			}
		}
	}
}

// join adds a package, whose number in the set is `bit`, and what it reaches.
func join(set []uint64, sets [][64]uint64, bit, at int) {
	for i, word := range sets[at] {
		set[i] |= word
	}
	if bit >= 0 && bit < len(set)*64 {
		set[bit/64] |= 1 << (bit % 64)
	}
}

// kindOf tells where a package that a file imports is from.
func (t *tree) kindOf(path string) importKind {
	p := t.byPath[path]
	if p == nil {
		p = t.byPath["vendor/"+path] // as the standard library's own files import what it vendors
	}
	switch {
	case p != nil && p.inModule:
		return importOwn
	case p != nil && p.std:
		return importStd
	}
	return importOther
}
