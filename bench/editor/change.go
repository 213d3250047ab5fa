// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"io/ioutil"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// A change is a set of insertions into files, and a file that is new.
type change struct {
	pkg        *goPackage
	name       string // of the function
	insertions map[*source][]insertion
	added      string // relative name; "" for none
	addedText  string
}

type insertion struct {
	offset int
	text   string
}

func newChange(pkg *goPackage, name string) *change {
	return &change{pkg: pkg, name: name, insertions: map[*source][]insertion{}}
}

func (c *change) insert(file *source, offset int, text string) {
	c.insertions[file] = append(c.insertions[file], insertion{offset, text})
}

func (c *change) files() []string {
	var names []string
	for file := range c.insertions {
		names = append(names, file.name)
	}
	if c.added != "" {
		names = append(names, c.added)
	}
	sort.Strings(names)
	return names
}

func inserted(text []byte, insertions []insertion) []byte {
	sort.Slice(insertions, func(i, j int) bool { return insertions[i].offset < insertions[j].offset })
	var out []byte
	last := 0
	for _, piece := range insertions {
		out = append(append(out, text[last:piece.offset]...), piece.text...)
		last = piece.offset
	}
	return append(out, text[last:]...)
}

// addedList is the file of an undo folder that names the file which was added.
const addedList = "gorge-added"

// apply keeps what was there in the undo folder before it changes anything.
func (c *change) apply(folder, undo string) error {
	if err := os.MkdirAll(undo, 0777); err != nil {
		return err
	}
	if err := ioutil.WriteFile(filepath.Join(undo, addedList), []byte(c.added), 0666); err != nil {
		return err
	}
	for file := range c.insertions {
		kept := filepath.Join(undo, file.name)
		if err := os.MkdirAll(filepath.Dir(kept), 0777); err != nil {
			return err
		}
		if err := ioutil.WriteFile(kept, file.text, 0666); err != nil {
			return err
		}
	}
	for file, insertions := range c.insertions {
		text := inserted(file.text, insertions)
		if err := ioutil.WriteFile(filepath.Join(folder, file.name), text, 0666); err != nil {
			return err
		}
	}
	if c.added == "" {
		return nil
	}
	return ioutil.WriteFile(filepath.Join(folder, c.added), []byte(c.addedText), 0666)
}

// takeBack makes the project what it was before apply().
func takeBack(undo, folder string) error {
	added, err := ioutil.ReadFile(filepath.Join(undo, addedList))
	if err != nil {
		return err
	}
	if name := strings.TrimSpace(string(added)); name != "" {
		if err := os.Remove(filepath.Join(folder, name)); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return filepath.Walk(undo, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, err := filepath.Rel(undo, path)
		if err != nil || name == addedList {
			return err
		}
		text, err := ioutil.ReadFile(path)
		if err != nil {
			return err
		}
		return ioutil.WriteFile(filepath.Join(folder, name), text, 0666)
	})
}
