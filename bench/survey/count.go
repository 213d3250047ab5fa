// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
)

type importKind int

const (
	importOwn importKind = iota
	importStd
	importOther
	importKinds
)

// counts has a distribution for each measure of the report.
type counts struct {
	genericFiles                                  int
	fileLines, fileBytes, fileImports             distribution
	fileImportsOf, packageImportsOf               [importKinds]distribution
	fileDeclarations, identifierBytes             distribution
	functionLines, functionStatements             distribution
	packageFiles, packageLines                    distribution
	packageImports, packageReaches, packageExport distribution
}

func (c *counts) measures() []measure {
	return []measure{
		c.fileLines.measure("lines a file"),
		c.fileBytes.measure("bytes a file"),
		c.fileImports.measure("imports a file"),
		c.fileImportsOf[importOwn].measure("imports a file, own"),
		c.fileImportsOf[importStd].measure("imports a file, std"),
		c.fileImportsOf[importOther].measure("imports a file, other"),
		c.fileDeclarations.measure("declarations a file"),
		c.identifierBytes.measure("bytes an identifier"),
		c.functionLines.measure("lines a function"),
		c.functionStatements.measure("statements a function"),
		c.packageFiles.measure("files a package"),
		c.packageLines.measure("lines a package"),
		c.packageExport.measure("exported a package"),
		c.packageImports.measure("imports a package"),
		c.packageImportsOf[importOwn].measure("imports a package, own"),
		c.packageImportsOf[importStd].measure("imports a package, std"),
		c.packageImportsOf[importOther].measure("imports a package, other"),
		c.packageReaches.measure("transitive imports a package"),
	}
}

func (t *tree) count() error {
	t.countReached()
	for _, p := range t.own {
		exported := 0
		for _, name := range p.names {
			more, err := t.countFile(p, filepath.Join(p.folder, name))
			if err != nil {
				return err
			}
			exported += more
		}
		p.counted = true
		t.countPackage(p)
		t.counts.packageExport.add(exported)
	}
	return nil
}

// countNeeded counts the lines and bytes of the packages that the project needs, besides std and its own.
func (t *tree) countNeeded() error {
	for _, p := range t.all {
		if p.counted || p.std || p.folder == "" {
			continue
		}
		for _, name := range p.names {
			source, err := os.ReadFile(filepath.Join(p.folder, name))
			if err != nil {
				return err
			}
			p.lines += countLines(source)
			p.bytes += len(source)
		}
		p.counted = true
	}
	return nil
}

func (t *tree) countPackage(p *goPackage) {
	var of [importKinds]int
	for _, imported := range p.imports {
		of[t.kindOf(imported.path)]++
	}
	for kind, number := range of {
		t.counts.packageImportsOf[kind].add(number)
	}
	t.counts.packageFiles.add(len(p.names))
	t.counts.packageLines.add(p.lines)
	t.counts.packageImports.add(len(p.imports))
	t.counts.packageReaches.add(p.reaches)
}

// countFile returns how many exported top-level names and methods the file declares.
func (t *tree) countFile(p *goPackage, path string) (exported int, err error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, source, parser.SkipObjectResolution)
	if err != nil {
		return 0, err
	}
	lines := countLines(source)
	p.lines += lines
	p.bytes += len(source)
	t.counts.fileLines.add(lines)
	t.counts.fileBytes.add(len(source))
	t.countImports(file)
	t.counts.countSyntax(set, file)
	return countExported(file), nil
}

func countLines(source []byte) int {
	lines := 0
	for _, letter := range source {
		if letter == '\n' {
			lines++
		}
	}
	if len(source) > 0 && source[len(source)-1] != '\n' {
		lines++
	}
	return lines
}

func (t *tree) countImports(file *ast.File) {
	var of [importKinds]int
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			of[t.kindOf(path)]++
		}
	}
	for kind, number := range of {
		t.counts.fileImportsOf[kind].add(number)
	}
	t.counts.fileImports.add(len(file.Imports))
}

func (c *counts) countSyntax(set *token.FileSet, file *ast.File) {
	declarations, generic := 0, false
	for _, declaration := range file.Decls {
		if group, ok := declaration.(*ast.GenDecl); ok && group.Tok == token.IMPORT {
			continue
		}
		declarations++
		generic = generic || isGeneric(declaration)
		if function, ok := declaration.(*ast.FuncDecl); ok && function.Body != nil {
			c.functionLines.add(set.Position(function.End()).Line - set.Position(function.Pos()).Line + 1)
			c.functionStatements.add(countStatements(function.Body))
		}
	}
	c.fileDeclarations.add(declarations)
	if generic {
		c.genericFiles++
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok {
			c.identifierBytes.add(len(name.Name))
		}
		return true
	})
}

func isGeneric(declaration ast.Decl) bool {
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		return d.Type.TypeParams != nil
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if named, ok := spec.(*ast.TypeSpec); ok && named.TypeParams != nil {
				return true
			}
		}
	}
	return false
}

// countStatements counts what does something: neither blocks nor the labels and cases in front of statements.
func countStatements(body *ast.BlockStmt) int {
	count := 0
	ast.Inspect(body, func(node ast.Node) bool {
		switch node.(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.LabeledStmt, *ast.EmptyStmt:
		case ast.Stmt:
			count++
		}
		return true
	})
	return count
}

func countExported(file *ast.File) int {
	count := 0
	add := func(names ...*ast.Ident) {
		for _, name := range names {
			if name.IsExported() {
				count++
			}
		}
	}
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			add(d.Name)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					add(s.Name)
				case *ast.ValueSpec:
					add(s.Names...)
				}
			}
		}
	}
	return count
}
