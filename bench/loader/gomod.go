// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"fmt"
	"go/build"
	"io/ioutil"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// A module is where import paths begin.
type module struct {
	path, folder string
}

// readGoMod reads the name of a module, and where the modules lie that its go.mod requires. Nothing is chosen
// between versions: since Go 1.17 a tidy go.mod lists all that its packages need.
func readGoMod(folder string) (string, []module, error) {
	content, err := ioutil.ReadFile(filepath.Join(folder, "go.mod"))
	if err != nil {
		return "", nil, err
	}
	name, required := "", make(map[string]string)
	for _, words := range directives(string(content)) {
		switch {
		case words[0] == "module" && len(words) > 1:
			name = words[1]
		case words[0] == "require" && len(words) > 2:
			if required[words[1]] == "" {
				required[words[1]] = cachedFolder(words[1], words[2])
			}
		case words[0] == "replace":
			replace(required, folder, words)
		}
	}
	if name == "" {
		return "", nil, fmt.Errorf("%s has no module line", filepath.Join(folder, "go.mod"))
	}
	var modules []module
	for name, folder := range required {
		modules = append(modules, module{name, folder})
	}
	return name, modules, nil
}

// replace notes the target of "replace OLD [VERSION] => NEW [VERSION]".
func replace(required map[string]string, folder string, words []string) {
	for i := 2; i+1 < len(words); i++ {
		if words[i] != "=>" {
			continue
		}
		if i+2 < len(words) {
			required[words[1]] = cachedFolder(words[i+1], words[i+2])
		} else if filepath.IsAbs(words[i+1]) {
			required[words[1]] = words[i+1]
		} else {
			required[words[1]] = filepath.Join(folder, words[i+1])
		}
	}
}

// directives splits a go.mod into its lines' words; the lines of a block get its keyword in front.
func directives(text string) [][]string {
	var lines [][]string
	block := ""
	for _, line := range strings.Split(text, "\n") {
		if comment := strings.Index(line, "//"); comment >= 0 {
			line = line[:comment]
		}
		words := strings.Fields(line)
		for i, word := range words {
			if plain, err := strconv.Unquote(word); err == nil {
				words[i] = plain
			}
		}
		switch {
		case len(words) == 0:
		case block != "" && words[0] == ")":
			block = ""
		case block != "":
			lines = append(lines, append([]string{block}, words...))
		case len(words) == 2 && words[1] == "(":
			block = words[0]
		default:
			lines = append(lines, words)
		}
	}
	return lines
}

// cachedFolder is where the module cache has a version, with capitals written as the cache writes them.
func cachedFolder(name, version string) string {
	cache := os.Getenv("GOMODCACHE")
	if cache == "" {
		folders := append(filepath.SplitList(build.Default.GOPATH), "")
		cache = filepath.Join(folders[0], "pkg", "mod")
	}
	return filepath.Join(cache, filepath.FromSlash(escape(name)+"@"+escape(version)))
}

func escape(name string) string {
	var escaped []byte
	for i := 0; i < len(name); i++ {
		if c := name[i]; 'A' <= c && c <= 'Z' {
			escaped = append(escaped, '!', c-'A'+'a')
		} else {
			escaped = append(escaped, c)
		}
	}
	return string(escaped)
}

// findDependency is the folder of a package in one of the modules, of which the longest name wins.
func findDependency(modules []module, name string) (string, bool) {
	for _, m := range modules {
		if name != m.path && !strings.HasPrefix(name, m.path+"/") {
			continue
		}
		folder := filepath.Join(m.folder, filepath.FromSlash(strings.TrimPrefix(name, m.path)))
		if isFolder(folder) {
			return folder, true
		}
	}
	return "", false
}

func sortLongestFirst(modules []module) {
	sort.Slice(modules, func(i, j int) bool { return len(modules[i].path) > len(modules[j].path) })
}
