// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"fmt"
	"go/build"
	"io/ioutil"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// A goPackage is one folder of source files. It holds no syntax.
type goPackage struct {
	path    string // import path
	folder  string
	names   []string // its files, sorted
	imports []string // distinct import paths; nil until something has read them
}

type project struct {
	root     string
	packages []*goPackage // sorted by folder
	required []module     // what its modules require, longest name first
}

// findProject finds the packages that `go list ./...` would, of every module when root is a workspace.
func findProject(root string) (*project, error) {
	found := &project{root: root}
	if _, err := os.Stat(root); err != nil {
		return nil, err
	}
	workspace := isFile(filepath.Join(root, "go.work"))
	if err := found.walk(root, module{folder: root, path: filepath.Base(root)}, workspace); err != nil {
		return nil, err
	}
	sortLongestFirst(found.required)
	if len(found.packages) == 0 {
		return nil, fmt.Errorf("%s holds no Go package", root)
	}
	return found, nil
}

func (p *project) walk(folder string, in module, workspace bool) error {
	if isFile(filepath.Join(folder, "go.mod")) {
		if folder != p.root && !workspace {
			return nil // a module of its own
		}
		name, required, err := readGoMod(folder)
		if err != nil {
			return err
		}
		in = module{path: name, folder: folder}
		p.required = append(p.required, required...)
	}
	entries, err := ioutil.ReadDir(folder)
	if err != nil {
		return err
	}
	if err := p.addPackage(folder, in, entries); err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.IsDir() && !isSkipped(entry.Name()) {
			if err := p.walk(filepath.Join(folder, entry.Name()), in, workspace); err != nil {
				return err
			}
		}
	}
	return nil
}

func isSkipped(folder string) bool {
	return folder == "vendor" || folder == "testdata" || folder[0] == '.' || folder[0] == '_'
}

func (p *project) addPackage(folder string, in module, entries []os.FileInfo) error {
	var names []string
	for _, entry := range entries {
		if !entry.Mode().IsRegular() || !isSource(entry.Name()) {
			continue
		}
		match, err := build.Default.MatchFile(folder, entry.Name())
		if err != nil {
			return err
		}
		if match {
			names = append(names, entry.Name())
		}
	}
	if len(names) == 0 {
		return nil
	}
	relative, err := filepath.Rel(in.folder, folder)
	if err != nil {
		return err
	}
	p.packages = append(p.packages, &goPackage{
		path:   path.Join(in.path, filepath.ToSlash(relative)),
		folder: folder,
		names:  names,
	})
	return nil
}

func isSource(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
}

func isFile(name string) bool {
	status, err := os.Stat(name)
	return err == nil && status.Mode().IsRegular()
}

func isFolder(name string) bool {
	status, err := os.Stat(name)
	return err == nil && status.IsDir()
}

// sortByImports puts every package behind those that it imports. Cycles, which no compiler takes either, are
// left to the type checker to complain about.
func sortByImports(packages []*goPackage) []*goPackage {
	byPath := make(map[string]*goPackage, len(packages))
	for _, p := range packages {
		byPath[p.path] = p
	}
	visited := make(map[*goPackage]bool, len(packages))
	sorted := make([]*goPackage, 0, len(packages))
	var visit func(p *goPackage)
	visit = func(p *goPackage) {
		visited[p] = true
		for _, name := range p.imports {
			if next := byPath[name]; next != nil && !visited[next] {
				visit(next)
			}
		}
		sorted = append(sorted, p)
	}
	for _, p := range packages {
		if !visited[p] {
			visit(p)
		}
	}
	return sorted
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for key := range set {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
