// SPDX-License-Identifier: GPL-3.0-or-later

// Loader loads and analyses a Go project in one process, as editors, linters and code generators do, and
// tells what its heap held meanwhile. How it holds the syntax trees is the question it exists for:
//
//	full      every file is parsed, and all trees stay until the end (golang.org/x/tools/go/packages)
//	ondemand  a package is parsed when it is asked for, analysed and dropped
//	weak      trees are held by weak pointers and parsed again when the collector took them (Go 1.24)
//	chunked   packages come in chunks; a chunk is dropped and collected before the next
//
// With -types=1 every package is type-checked too, in order of its imports; the standard library is then
// read from source in the GOROOT of the release that built this program. Tests, testdata, vendor, hidden
// folders and files whose build constraints do not hold are left out, as `go list ./...` does; cgo is off.
//
// It prints one JSON object. Exit status: 0, 1 for a project that cannot be loaded, 2 for wrong usage, 3 when
// this release of Go has no weak pointers. It builds with every release since Go 1.11 and needs no other
// module.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"runtime"
)

const (
	statusFailed      = 1
	statusUsage       = 2
	statusUnsupported = 3
)

type report struct {
	Files       int    `json:"files"`
	Packages    int    `json:"packages"`
	Lines       int    `json:"lines"`
	Types       int    `json:"types"`
	Hold        string `json:"hold"`
	HeapLive    uint64 `json:"heap_live_bytes"`   // after a collection, with what is held still held
	HeapPeak    uint64 `json:"heap_peak_bytes"`   // the largest heap seen at the end of a package
	HeapSystem  uint64 `json:"heap_system_bytes"` // what the runtime had from the system
	Collections uint32 `json:"collections"`       // before the one that heap_live_bytes needs
	Reparsed    int    `json:"reparsed_packages"` // weak: trees that were gone when asked for
	TypeErrors  int    `json:"type_errors"`
	Unresolved  int    `json:"unresolved_imports"` // packages that were not found
	counts
}

func fail(status int, problem interface{}) {
	fmt.Fprintln(os.Stderr, "loader:", problem)
	os.Exit(status)
}

func main() {
	hold := flag.String("hold", "full", "how trees are held: full, ondemand, weak or chunked")
	types := flag.Int("types", 0, "1 type-checks every package")
	chunk := flag.Int("chunk", 64, "packages in a chunk of -hold=chunked")
	flag.Parse()
	strategy := strategies[*hold]
	if flag.NArg() != 1 || strategy == nil || *types < 0 || *types > 1 || *chunk < 1 {
		fail(statusUsage, "usage: loader [-hold=full|ondemand|weak|chunked] [-types=0|1] [-chunk=N] DIR")
	}
	if *hold == "weak" && !haveWeak {
		fail(statusUnsupported, "weak pointers came with Go 1.24; this is "+runtime.Version())
	}
	root, err := filepath.Abs(flag.Arg(0))
	if err != nil {
		fail(statusUsage, err)
	}
	build.Default.CgoEnabled = false
	if err := load(root, strategy, *hold, *types == 1, *chunk); err != nil {
		fail(statusFailed, err)
	}
}

func load(root string, strategy strategy, hold string, types bool, chunk int) error {
	project, err := findProject(root)
	if err != nil {
		return err
	}
	session := &session{project: project, chunk: chunk}
	if types {
		session.checker = newChecker(project)
	}
	held, err := strategy(session)
	if err != nil {
		return err
	}
	session.heap.look()
	result := session.report(hold)
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	runtime.KeepAlive(held)
	runtime.KeepAlive(session)
	result.HeapLive = stats.HeapAlloc
	result.HeapSystem = stats.Sys
	return json.NewEncoder(os.Stdout).Encode(result)
}

func (s *session) report(hold string) *report {
	result := &report{
		Packages:    len(s.project.packages),
		Hold:        hold,
		HeapPeak:    s.heap.peak,
		Collections: s.heap.collections,
		Reparsed:    s.reparsed,
		Lines:       s.index.lines,
		counts:      s.index.counts,
	}
	for _, p := range s.project.packages {
		result.Files += len(p.names)
	}
	if s.checker != nil {
		result.Types = 1
		result.TypeErrors = s.checker.errors
		result.Unresolved = s.checker.unresolved
	}
	return result
}
