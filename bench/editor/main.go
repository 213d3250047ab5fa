// SPDX-License-Identifier: GPL-3.0-or-later

// Editor makes one small change in a Go project, as a programmer does between two builds, and takes it back:
//
//	editor -edit=body|api|add -at=leaf|middle|root -undo=FOLDER DIR
//	editor -restore=FOLDER DIR
//
// body changes the body of one function, api one exported signature and every call of it, add adds a file with
// one exported function. The package is the lowest (leaf), the highest (root) or one half way up (middle) of the
// import graph that can be so edited. The same project gives the same edit. What was there before is put into
// FOLDER first. It prints what it did as JSON. Exit status: 0, 1 when something failed, 2 for wrong usage, 3
// when no package of the project can be edited so.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
)

const (
	statusFailed     = 1
	statusUsage      = 2
	statusImpossible = 3
)

// An edit is what was changed.
type edit struct {
	Edit    string   `json:"edit"`
	At      string   `json:"at"`
	Package string   `json:"package"`
	Name    string   `json:"name"`  // of the function
	Files   []string `json:"files"` // relative to DIR
}

func fail(status int, problem interface{}) {
	fmt.Fprintln(os.Stderr, "editor:", problem)
	os.Exit(status)
}

func main() {
	kind := flag.String("edit", "", "body, api or add")
	at := flag.String("at", "leaf", "leaf, middle or root")
	undo := flag.String("undo", "", "new `FOLDER` for what -restore needs")
	restore := flag.String("restore", "", "take back the edit whose -undo `FOLDER` this is")
	flag.Parse()
	make, known := edits[*kind]
	order, placed := orders[*at]
	if flag.NArg() != 1 || (*restore == "" && (!known || !placed || *undo == "")) {
		fail(statusUsage, "usage: editor -edit=body|api|add -at=leaf|middle|root -undo=FOLDER DIR, or -restore=FOLDER DIR")
	}
	if *restore != "" {
		if err := takeBack(*restore, flag.Arg(0)); err != nil {
			fail(statusFailed, err)
		}
		return
	}
	project, err := read(flag.Arg(0))
	if err != nil {
		fail(statusFailed, err)
	}
	change := make(project, project.ordered(order))
	if change == nil {
		fail(statusImpossible, "no package of this project can be edited so")
	}
	if err := change.apply(project.folder, *undo); err != nil {
		fail(statusFailed, err)
	}
	done := edit{Edit: *kind, At: *at, Package: change.pkg.path, Name: change.name, Files: change.files()}
	if err := json.NewEncoder(os.Stdout).Encode(done); err != nil {
		fail(statusFailed, err)
	}
}
