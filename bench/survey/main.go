// SPDX-License-Identifier: GPL-3.0-or-later

// Survey counts what a Go project is made of: the sizes of its files, packages and functions, what they import
// and declare. It counts the files that `go list ./...` names for this host, so tests, testdata, vendor, hidden
// folders and files whose build constraints do not hold are left out; of a workspace it counts all modules.
//
// It prints one JSON object, or with -packages a CSV line for each package. With -each the object has a row for each
// package too, and one for each that these need besides std; with -features, a CSV line of features for each of all
// these, whose compiles a build of the project holds. Exit status: 0, 1 for a project that cannot be surveyed, 2
// for wrong usage. It needs no other module, and the go command on its PATH.
package main

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
)

const (
	statusFailed = 1
	statusUsage  = 2
)

// A report is what is printed. Its totals count the same files as its measures do.
type report struct {
	Files        int       `json:"files"`
	Packages     int       `json:"packages"`
	Mains        int       `json:"mains"`
	Lines        int       `json:"lines"`
	Bytes        int       `json:"bytes"`
	GenericFiles int       `json:"generic_files"` // those that declare a type or function with type parameters
	GenericShare float64   `json:"generic_share"` // of all files
	Unresolved   int       `json:"unresolved"`    // packages that are imported and were not found
	Measures     []measure `json:"measures"`
	Each         []row     `json:"each,omitempty"`
}

// A row is one package.
type row struct {
	Package           string `json:"package"`
	Lines             int    `json:"lines"`
	Bytes             int    `json:"bytes"`
	TransitiveImports int    `json:"transitive_imports"`
}

func fail(status int, problem interface{}) {
	fmt.Fprintln(os.Stderr, "survey:", problem)
	os.Exit(status)
}

func main() {
	rows := flag.Bool("packages", false, "print a CSV line for each package")
	each := flag.Bool("each", false, "add a row for each package, and for each that these need besides std")
	features := flag.Bool("features", false, "print a CSV line of features for each of those")
	flag.Parse()
	if flag.NArg() < 1 {
		fail(statusUsage, "usage: survey [-packages | -each | -features] DIR [PATTERN ...]")
	}
	tree, err := listTree(flag.Arg(0), flag.Args()[1:])
	if err == nil && *features {
		if err = tree.printFeatures(); err == nil {
			return
		}
	}
	if err == nil {
		err = tree.count()
	}
	if err == nil && *rows {
		err = tree.printPackages()
	} else if err == nil {
		err = tree.printReport(*each)
	}
	if err != nil {
		fail(statusFailed, err)
	}
}

func (t *tree) report() *report {
	result := &report{Packages: len(t.own), Measures: t.counts.measures()}
	for _, p := range t.own {
		result.Files += len(p.names)
		result.Lines += p.lines
		result.Bytes += p.bytes
		if p.name == "main" {
			result.Mains++
		}
	}
	for _, p := range t.all {
		if p.folder == "" {
			result.Unresolved++
		}
	}
	result.GenericFiles = t.counts.genericFiles
	result.GenericShare = float64(result.GenericFiles) / float64(result.Files)
	return result
}

func (t *tree) printReport(each bool) error {
	result := t.report()
	if each {
		if err := t.countNeeded(); err != nil {
			return err
		}
		for _, p := range t.all {
			if p.counted {
				result.Each = append(result.Each, row{p.path, p.lines, p.bytes, p.reaches})
			}
		}
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

func (t *tree) printPackages() error {
	out := csv.NewWriter(os.Stdout)
	rows := [][]string{{"package", "files", "lines", "bytes", "imports", "transitive_imports"}}
	for _, p := range t.own {
		row := []string{p.path}
		for _, number := range []int{len(p.names), p.lines, p.bytes, len(p.imports), p.reaches} {
			row = append(row, strconv.Itoa(number))
		}
		rows = append(rows, row)
	}
	return out.WriteAll(rows)
}
