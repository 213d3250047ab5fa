// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/ioutil"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
)

// A unit is the syntax of one package: what the strategies hold or drop.
type unit struct {
	of    *goPackage
	set   *token.FileSet
	files []*ast.File
	info  *types.Info // nil until it was type-checked
	left  int32       // files not parsed yet
}

func newUnit(p *goPackage, set *token.FileSet) *unit {
	return &unit{of: p, set: set, files: make([]*ast.File, len(p.names)), left: int32(len(p.names))}
}

func (u *unit) parseFile(index int) error {
	name := filepath.Join(u.of.folder, u.of.names[index])
	source, err := ioutil.ReadFile(name)
	if err != nil {
		return err
	}
	u.files[index], err = parser.ParseFile(u.set, name, source, parser.ParseComments|parser.AllErrors)
	return err
}

// collectImports notes what the package imports, which outlives its syntax.
func (u *unit) collectImports() {
	set := make(map[string]bool)
	for _, file := range u.files {
		addImports(set, file)
	}
	u.of.imports = sortedKeys(set)
}

func addImports(set map[string]bool, file *ast.File) {
	for _, spec := range file.Imports {
		if name, err := strconv.Unquote(spec.Path.Value); err == nil {
			set[name] = true
		}
	}
}

// parseAll parses packages with GOMAXPROCS workers, file by file. Each unit is given to done, from one
// worker at a time, when its last file is there; parseAll itself keeps none. All share the file set,
// or have one each when it is nil.
func parseAll(packages []*goPackage, set *token.FileSet, done func(*unit)) error {
	type job struct {
		unit *unit
		file int
	}
	var (
		jobs    = make(chan job)
		workers sync.WaitGroup
		lock    sync.Mutex
		first   error
	)
	work := func() {
		defer workers.Done()
		for j := range jobs {
			err := j.unit.parseFile(j.file)
			if atomic.AddInt32(&j.unit.left, -1) > 0 && err == nil {
				continue
			}
			lock.Lock()
			if err == nil && first == nil {
				done(j.unit)
			} else if first == nil {
				first = err
			}
			lock.Unlock()
		}
	}
	for i := runtime.GOMAXPROCS(0); i > 0; i-- {
		workers.Add(1)
		go work()
	}
	for _, p := range packages {
		u := newUnit(p, set)
		if set == nil {
			u.set = token.NewFileSet()
		}
		for i := range p.names {
			jobs <- job{u, i}
		}
	}
	close(jobs)
	workers.Wait()
	return first
}

// scanImports reads the import clauses of packages alone, which is all that ordering them takes.
func scanImports(packages []*goPackage) error {
	for _, p := range packages {
		set := make(map[string]bool)
		for _, name := range p.names {
			file, err := parser.ParseFile(
				token.NewFileSet(), filepath.Join(p.folder, name), nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			addImports(set, file)
		}
		p.imports = sortedKeys(set)
	}
	return nil
}
