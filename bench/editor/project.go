// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/ioutil"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// A source is one Go file.
type source struct {
	name   string // relative to the project's folder
	text   []byte
	syntax *ast.File
}

// A goPackage is a folder with Go files.
type goPackage struct {
	path      string // as others import it
	folder    string // relative to the project's
	files     []*source
	importers int
	depth     int // longest way down to a package that imports none of the project; -1: not known yet
}

// A project is a module, or several in one tree.
type project struct {
	folder   string
	set      *token.FileSet
	packages map[string]*goPackage // by import path
}

// offset tells where in its file a position is.
func (p *project) offset(position token.Pos) int { return p.set.Position(position).Offset }

// modulePath reads the module line of a go.mod; "" when there is none.
func modulePath(folder string) string {
	text, err := ioutil.ReadFile(filepath.Join(folder, "go.mod"))
	if err != nil {
		return ""
	}
	for _, line := range bytes.Split(text, []byte("\n")) {
		words := strings.Fields(string(line))
		if len(words) == 2 && words[0] == "module" {
			return strings.Trim(words[1], `"`)
		}
	}
	return ""
}

func skipped(name string) bool {
	return name == "vendor" || name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// read parses every Go file of the tree but the tests.
func read(folder string) (*project, error) {
	p := &project{folder: folder, set: token.NewFileSet(), packages: map[string]*goPackage{}}
	modules := map[string]string{} // import path of each folder
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		if info.IsDir() {
			if path != folder && skipped(info.Name()) {
				return filepath.SkipDir
			}
			modules[path] = modulePath(path)
			if modules[path] == "" && path != folder {
				modules[path] = modules[filepath.Dir(path)] + "/" + info.Name()
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || skipped(info.Name()) {
			return nil
		}
		return p.add(path, modules[filepath.Dir(path)])
	})
	if err == nil {
		p.connect()
	}
	return p, err
}

func (p *project) add(path, importPath string) error {
	text, err := ioutil.ReadFile(path)
	if err != nil {
		return err
	}
	syntax, err := parser.ParseFile(p.set, path, text, parser.ParseComments)
	if err != nil {
		return err
	}
	name, err := filepath.Rel(p.folder, path)
	if err != nil {
		return err
	}
	pkg := p.packages[importPath]
	if pkg == nil {
		pkg = &goPackage{path: importPath, folder: filepath.Dir(name), depth: -1}
		p.packages[importPath] = pkg
	}
	pkg.files = append(pkg.files, &source{name, text, syntax})
	return nil
}

// imports lists the packages of this project that a package imports.
func (p *project) imports(pkg *goPackage) map[*goPackage]bool {
	found := map[*goPackage]bool{}
	for _, file := range pkg.files {
		for _, spec := range file.syntax.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if imported := p.packages[path]; imported != nil && imported != pkg {
				found[imported] = true
			}
		}
	}
	return found
}

func (p *project) connect() {
	for _, pkg := range p.packages {
		for imported := range p.imports(pkg) {
			imported.importers++
		}
	}
	for _, pkg := range p.packages {
		p.measureDepth(pkg)
	}
}

func (p *project) measureDepth(pkg *goPackage) int {
	if pkg.depth >= 0 {
		return pkg.depth
	}
	pkg.depth = 0 // also ends the walk where packages import each other, which does not compile anyway
	depth := 0
	for imported := range p.imports(pkg) {
		if below := p.measureDepth(imported) + 1; below > depth {
			depth = below
		}
	}
	pkg.depth = depth
	return depth
}

// orders tell how far a package is from where the edit is wanted, for the highest one's depth.
var orders = map[string]func(pkg *goPackage, highest int) int{
	"leaf":   func(pkg *goPackage, highest int) int { return pkg.depth },
	"middle": func(pkg *goPackage, highest int) int { return distance(pkg.depth, (highest+1)/2) },
	"root":   func(pkg *goPackage, highest int) int { return highest - pkg.depth },
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}

// ordered lists the packages, the nearest to where the edit is wanted first; of equals those with more importers.
func (p *project) ordered(order func(pkg *goPackage, highest int) int) []*goPackage {
	list := make([]*goPackage, 0, len(p.packages))
	highest := 0
	for _, pkg := range p.packages {
		list = append(list, pkg)
		if pkg.depth > highest {
			highest = pkg.depth
		}
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if near, far := order(a, highest), order(b, highest); near != far {
			return near < far
		}
		if a.importers != b.importers {
			return a.importers > b.importers
		}
		return a.path < b.path
	})
	return list
}
