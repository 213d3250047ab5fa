// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"go/ast"
	"hash/fnv"
)

type counts struct {
	Declarations int `json:"declarations"`
	Functions    int `json:"functions"` // declared ones and literals
	Identifiers  int `json:"identifiers"`
	Calls        int `json:"calls"`
	Comments     int `json:"comments"`
	Uses         int `json:"uses"`         // identifiers that the type checker resolved
	NameBuckets  int `json:"name_buckets"` // filled ones of the name index
}

// An index is what the analysis keeps: counts, and a table of the declared names that is small however
// many there are, so that what is held is the trees and nothing else.
type index struct {
	counts
	lines int
	names [4096]uint32
}

// add walks every tree of the unit.
func (x *index) add(u *unit) {
	for _, file := range u.files {
		x.lines += u.set.File(file.Pos()).LineCount()
		x.Declarations += len(file.Decls)
		x.Comments += len(file.Comments)
		ast.Inspect(file, x.visit)
	}
	if u.info != nil {
		x.Uses += len(u.info.Uses)
	}
}

func (x *index) visit(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.Ident:
		x.Identifiers++
	case *ast.CallExpr:
		x.Calls++
	case *ast.FuncLit:
		x.Functions++
	case *ast.FuncDecl:
		x.Functions++
		x.enter(node.Name.Name)
	case *ast.TypeSpec:
		x.enter(node.Name.Name)
	}
	return true
}

func (x *index) enter(name string) {
	hash := fnv.New32a()
	hash.Write([]byte(name))
	bucket := &x.names[hash.Sum32()%uint32(len(x.names))]
	if *bucket == 0 {
		x.NameBuckets++
	}
	*bucket++
}
