// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"go/ast"
	"path/filepath"
	"strconv"
)

// edits make a change in the first of the packages that can be so edited; nil when none can.
var edits = map[string]func(p *project, packages []*goPackage) *change{
	"body": editBody,
	"api":  editSignature,
	"add":  addFile,
}

// editBody changes the largest function of the package, the one least likely to be inlined elsewhere. The
// statement is real code that does nothing, and adds no line, so that no position behind it moves.
func editBody(p *project, packages []*goPackage) *change {
	for _, pkg := range packages {
		var largest *ast.FuncDecl
		var home *source
		for _, file := range pkg.files {
			for _, declaration := range file.syntax.Decls {
				function, ok := declaration.(*ast.FuncDecl)
				if ok && function.Body != nil && (largest == nil || size(function) > size(largest)) {
					largest, home = function, file
				}
			}
		}
		if largest != nil {
			c := newChange(pkg, largest.Name.Name)
			c.insert(home, p.offset(largest.Body.Lbrace)+1, ` if recover() != nil { println("edited") }; `)
			return c
		}
	}
	return nil
}

func size(function *ast.FuncDecl) int { return int(function.Body.Rbrace - function.Body.Lbrace) }

// addFile adds a file with one exported function.
func addFile(p *project, packages []*goPackage) *change {
	const name, function = "gorge_added.go", "AddedByGorge"
	for _, pkg := range packages {
		c := newChange(pkg, function)
		c.added = filepath.Join(pkg.folder, name)
		c.addedText = "package " + pkg.files[0].syntax.Name.Name + "\n\n// " + function + " sums up.\nfunc " + function +
			"(values []int) int {\n\tsum := 0\n\tfor _, value := range values {\n\t\tsum += value\n\t}\n\treturn sum\n}\n"
		return c
	}
	return nil
}

// editSignature gives an exported function one more parameter, and every call of it one more argument. A package
// in which only unexported functions are called, such as main, has one of those changed.
func editSignature(p *project, packages []*goPackage) *change {
	for _, exported := range []bool{true, false} {
		for _, pkg := range packages {
			if c := editSignatureIn(p, pkg, exported); c != nil {
				return c
			}
		}
	}
	return nil
}

func editSignatureIn(p *project, pkg *goPackage, exported bool) *change {
	var best *change
	for _, file := range pkg.files {
		for _, declaration := range file.syntax.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok || !editable(function) || function.Name.IsExported() != exported {
				continue
			}
			c := newChange(pkg, function.Name.Name)
			if !c.addArguments(p, function) || len(c.insertions) == 0 {
				continue
			}
			c.addParameter(p, file, function)
			if best == nil || len(c.insertions) > len(best.insertions) {
				best = c
			}
		}
	}
	return best
}

func editable(function *ast.FuncDecl) bool {
	name := function.Name.Name
	return function.Recv == nil && function.Body != nil && name != "main" && name != "init" && name != "_"
}

// addParameter follows the form of those that are there: all have names, or none.
func (c *change) addParameter(p *project, file *source, function *ast.FuncDecl) {
	text := "_ int"
	if list := function.Type.Params.List; len(list) > 0 {
		if len(list[0].Names) == 0 {
			text = "int"
		}
		text += ", "
	}
	c.insert(file, p.offset(function.Type.Params.Opening)+1, text)
}

// addArguments finds every use of the function; false when one is not a call that can be rewritten.
func (c *change) addArguments(p *project, function *ast.FuncDecl) bool {
	for _, pkg := range p.packages {
		for _, file := range pkg.files {
			uses := usesIn(file, function, c.pkg, pkg == c.pkg)
			for _, call := range uses.calls {
				text := "1"
				if len(call.Args) > 0 {
					text += ", "
				}
				c.insert(file, p.offset(call.Lparen)+1, text)
			}
			if uses.others > 0 {
				return false
			}
		}
	}
	return true
}

// Uses of one function in one file.
type uses struct {
	calls  []*ast.CallExpr
	others int // uses that are no calls, or may be
}

// usesIn looks at names only. What cannot be told without types counts as a use that is no call, so that such a
// function is left alone.
func usesIn(file *source, function *ast.FuncDecl, home *goPackage, inside bool) uses {
	var found uses
	called := map[ast.Expr]*ast.CallExpr{}
	elsewhere := map[*ast.Ident]bool{function.Name: true} // names of fields, methods and other packages
	alias := importName(file, home)
	if alias == "." {
		found.others++
	}
	ast.Inspect(file.syntax, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CallExpr:
			called[node.Fun] = node
		case *ast.SelectorExpr:
			elsewhere[node.Sel] = true
		}
		return true
	})
	ast.Inspect(file.syntax, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			if qualifier, ok := node.X.(*ast.Ident); ok && !inside && alias != "" && qualifier.Obj == nil &&
				qualifier.Name == alias && node.Sel.Name == function.Name.Name {
				found.note(called[node])
			}
		case *ast.Ident:
			if inside && node.Name == function.Name.Name && !elsewhere[node] &&
				(node.Obj == nil || node.Obj.Decl == function) {
				found.note(called[node])
			}
		}
		return true
	})
	return found
}

func (u *uses) note(call *ast.CallExpr) {
	if call == nil {
		u.others++
		return
	}
	u.calls = append(u.calls, call)
}

// importName tells by which name a file knows a package; "" when it does not import it.
func importName(file *source, imported *goPackage) string {
	for _, spec := range file.syntax.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if path != imported.path {
			continue
		}
		if spec.Name == nil {
			return imported.files[0].syntax.Name.Name
		}
		return spec.Name.Name
	}
	return ""
}
