// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"bytes"
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// The features of a package are what may make its compile take more or less on another release.
type features struct {
	generatedLines      int // in files that say so of themselves
	longestFunction     int // lines
	genericDeclarations int
	genericUses         int // of generic types and functions, receivers apart
	literalElements     int // of composite literals
	closures            int
	methods             int
	embeds              int             // go:embed directives
	uses                map[string]bool // "sync.Map": exported names of std, by the path of their package
}

// The names that a package declares, as far as others can tell from a selector what it is.
type names struct {
	declared, generic map[string]bool
}

// A featured package has its files parsed while it is looked at, and then only what others need of it.
type featurer struct {
	tree  *tree
	names map[*goPackage]*names
}

var generatedMark = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// isGenerated looks in front of the package clause, as https://go.dev/s/generatedcode has it.
func isGenerated(source []byte, file *ast.File, set *token.FileSet) bool {
	return generatedMark.Match(source[:set.Position(file.Package).Offset])
}

func (f *featurer) parse(p *goPackage, set *token.FileSet) (files []*ast.File, sources [][]byte, err error) {
	for _, name := range p.names {
		path := filepath.Join(p.folder, name)
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, err
		}
		file, err := parser.ParseFile(set, path, source, parser.SkipObjectResolution)
		if file == nil {
			return nil, nil, err
		}
		files, sources = append(files, file), append(sources, source) // what does not parse counts as far as it does
	}
	return files, sources, nil
}

func namesOf(files []*ast.File) *names {
	found := &names{declared: make(map[string]bool), generic: make(map[string]bool)}
	for _, file := range files {
		for _, declaration := range file.Decls {
			switch d := declaration.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					found.add(d.Name, d.Type.TypeParams)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					found.addSpec(spec)
				}
			}
		}
	}
	return found
}

func (n *names) addSpec(spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		n.add(s.Name, s.TypeParams)
	case *ast.ValueSpec:
		for _, name := range s.Names {
			n.add(name, nil)
		}
	}
}

func (n *names) add(name *ast.Ident, parameters *ast.FieldList) {
	n.declared[name.Name] = true
	if parameters != nil {
		n.generic[name.Name] = true
	}
}

// features looks at a package whose imports have been looked at.
func (f *featurer) features(p *goPackage) (*features, error) {
	set := token.NewFileSet()
	files, sources, err := f.parse(p, set)
	if err != nil {
		return nil, err
	}
	f.names[p] = namesOf(files)
	if p.std {
		return nil, nil
	}
	found := &features{uses: make(map[string]bool)}
	p.lines, p.bytes = 0, 0
	for i, file := range files {
		lines := countLines(sources[i])
		p.lines += lines
		p.bytes += len(sources[i])
		if isGenerated(sources[i], file, set) {
			found.generatedLines += lines
		}
		found.embeds += bytes.Count(sources[i], []byte("\n//go:embed "))
		counter := &featureCounter{features: found, of: f, own: f.names[p], set: set, imports: f.importsOf(file)}
		counter.countFile(file)
	}
	return found, nil
}

// importsOf has the packages that a file imports, by what it calls them.
func (f *featurer) importsOf(file *ast.File) map[string]*goPackage {
	imports := make(map[string]*goPackage)
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		imported := f.tree.byPath[path]
		if imported == nil {
			imported = f.tree.byPath["vendor/"+path]
		}
		if imported == nil {
			continue
		}
		name := imported.name
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imports[name] = imported
	}
	return imports
}

// A featureCounter counts one file.
type featureCounter struct {
	*features
	of      *featurer
	own     *names
	set     *token.FileSet
	imports map[string]*goPackage
}

func (c *featureCounter) countFile(file *ast.File) {
	for _, declaration := range file.Decls {
		if isGeneric(declaration) {
			c.genericDeclarations++
		}
		function, ok := declaration.(*ast.FuncDecl)
		if !ok {
			ast.Inspect(declaration, c.count)
			continue
		}
		if function.Recv != nil {
			c.methods++
		}
		ast.Inspect(function.Type, c.count)
		if function.Body != nil {
			lines := c.set.Position(function.End()).Line - c.set.Position(function.Pos()).Line + 1
			if lines > c.longestFunction {
				c.longestFunction = lines
			}
			ast.Inspect(function.Body, c.count)
		}
	}
}

func (c *featureCounter) count(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.FuncLit:
		c.closures++
	case *ast.CompositeLit:
		c.literalElements += len(n.Elts)
	case *ast.SelectorExpr:
		if imported := c.importedBy(n); imported != nil {
			c.use(imported, n.Sel.Name)
			return false
		}
	case *ast.TypeSpec: // its own name is no use of it
		if n.TypeParams != nil {
			ast.Inspect(n.TypeParams, c.count)
		}
		ast.Inspect(n.Type, c.count)
		return false
	case *ast.Ident:
		if c.own.generic[n.Name] {
			c.genericUses++
		}
	}
	return true
}

// importedBy is the package that a selector names something of, or nil. A variable may be called like a package: what
// that package does not declare was not meant.
func (c *featureCounter) importedBy(selector *ast.SelectorExpr) *goPackage {
	name, ok := selector.X.(*ast.Ident)
	if !ok {
		return nil
	}
	imported := c.imports[name.Name]
	if imported == nil || c.of.names[imported] == nil || !c.of.names[imported].declared[selector.Sel.Name] {
		return nil
	}
	return imported
}

func (c *featureCounter) use(imported *goPackage, name string) {
	if c.of.names[imported].generic[name] {
		c.genericUses++
	}
	if imported.std {
		c.uses[imported.path+"."+name] = true
	}
}

// needed has the packages besides std, and those of std that they import themselves.
func (t *tree) needed() map[*goPackage]bool {
	needed := make(map[*goPackage]bool)
	for _, p := range t.all {
		if p.std {
			continue
		}
		needed[p] = true
		for _, imported := range p.imports {
			needed[imported] = true
		}
	}
	return needed
}

func sorted(set map[string]bool) string {
	list := make([]string, 0, len(set))
	for item := range set {
		list = append(list, item)
	}
	sort.Strings(list)
	return strings.Join(list, " ")
}

func importPaths(p *goPackage) map[string]bool {
	paths := make(map[string]bool)
	for _, imported := range p.imports {
		paths[imported.path] = true
	}
	return paths
}

var featureHeader = []string{"package", "files", "lines", "bytes", "generated_lines", "longest_function_lines",
	"generic_declarations", "generic_uses", "literal_elements", "closures", "methods", "embeds", "imports", "uses"}

func (p *goPackage) featureRow(found *features) []string {
	row := []string{p.path}
	for _, number := range []int{len(p.names), p.lines, p.bytes, found.generatedLines, found.longestFunction,
		found.genericDeclarations, found.genericUses, found.literalElements, found.closures, found.methods,
		found.embeds} {
		row = append(row, strconv.Itoa(number))
	}
	return append(row, sorted(importPaths(p)), sorted(found.uses))
}

// printFeatures prints a CSV line for each package that the project is made of or needs, besides std.
func (t *tree) printFeatures() error {
	out := csv.NewWriter(os.Stdout)
	needed, looked := t.needed(), &featurer{tree: t, names: make(map[*goPackage]*names)}
	if err := out.Write(featureHeader); err != nil {
		return err
	}
	for _, p := range t.all {
		if !needed[p] || p.folder == "" || len(p.names) == 0 {
			continue
		}
		found, err := looked.features(p)
		if err != nil {
			return err
		}
		if found == nil {
			continue
		}
		if err := out.Write(p.featureRow(found)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
