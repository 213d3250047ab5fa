// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
)

// A checker type-checks packages one after another and finds what they import: the project's packages among
// those it has checked; the standard library, vendor/ and required modules (in the module cache, or where
// they were replaced) in their sources, without function bodies. What is nowhere becomes an empty package;
// it and the errors that follow from it are counted.
type checker struct {
	vendor     string
	required   []module
	standard   types.Importer
	known      map[string]*types.Package
	errors     int
	unresolved int
}

func newChecker(p *project) *checker {
	// go/build would otherwise start `go list` for some imports.
	os.Setenv("GO111MODULE", "off")
	return &checker{
		vendor:   filepath.Join(p.root, "vendor"),
		required: p.required,
		standard: importer.For("source", nil),
		known:    map[string]*types.Package{"unsafe": types.Unsafe},
	}
}

// check type-checks one package, whose imports within the project have been checked.
func (c *checker) check(u *unit) {
	u.info = &types.Info{
		Types:      make(map[ast.Expr]types.TypeAndValue),
		Defs:       make(map[*ast.Ident]types.Object),
		Uses:       make(map[*ast.Ident]types.Object),
		Implicits:  make(map[ast.Node]types.Object),
		Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:     make(map[ast.Node]*types.Scope),
	}
	config := c.config()
	checked, _ := config.Check(u.of.path, u.set, u.files, u.info) // errors are counted one by one
	c.known[u.of.path] = checked
}

func (c *checker) config() *types.Config {
	return &types.Config{
		Importer:    c,
		FakeImportC: true,
		Sizes:       types.SizesFor("gc", build.Default.GOARCH),
		Error:       func(error) { c.errors++ },
	}
}

// Import is called by the type checker for every import clause.
func (c *checker) Import(name string) (*types.Package, error) {
	if known := c.known[name]; known != nil {
		return known, nil
	}
	found, err := c.find(name)
	if err != nil {
		return nil, err
	}
	c.known[name] = found
	return found, nil
}

func (c *checker) find(name string) (*types.Package, error) {
	if isFolder(filepath.Join(build.Default.GOROOT, "src", filepath.FromSlash(name))) {
		return c.standard.Import(name)
	}
	if folder := filepath.Join(c.vendor, name); isFolder(folder) {
		return c.checkDependency(name, folder)
	}
	if folder, found := findDependency(c.required, name); found {
		return c.checkDependency(name, folder)
	}
	c.unresolved++
	empty := types.NewPackage(name, path.Base(name))
	empty.MarkComplete()
	return empty, nil
}

func (c *checker) checkDependency(name, folder string) (*types.Package, error) {
	listed, err := build.Default.ImportDir(folder, 0)
	if err != nil {
		return nil, err
	}
	set := token.NewFileSet()
	var files []*ast.File
	for _, file := range listed.GoFiles {
		parsed, err := parser.ParseFile(set, filepath.Join(folder, file), nil, 0)
		if err != nil {
			return nil, err
		}
		files = append(files, parsed)
	}
	config := c.config()
	config.IgnoreFuncBodies = true
	checked, _ := config.Check(name, set, files, nil)
	return checked, nil
}
