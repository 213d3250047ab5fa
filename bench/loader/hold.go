// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"go/token"
	"runtime"
	"time"
)

// A session is one load of one project.
type session struct {
	project  *project
	chunk    int
	checker  *checker // nil without -types=1
	index    index
	heap     heap
	reparsed int
}

// A strategy loads and analyses the whole project and returns what it still holds at the end.
type strategy func(*session) (interface{}, error)

var strategies = map[string]strategy{
	"full":     holdFull,
	"ondemand": holdNone,
	"weak":     holdWeak,
	"chunked":  holdChunks,
}

// holdFull parses everything first, into one file set, then analyses it; nothing is dropped.
func holdFull(s *session) (interface{}, error) {
	units := make(map[*goPackage]*unit, len(s.project.packages))
	err := parseAll(s.project.packages, token.NewFileSet(), func(u *unit) {
		u.collectImports()
		units[u.of] = u
		s.heap.poll()
	})
	if err != nil {
		return nil, err
	}
	s.heap.look()
	for _, p := range s.order() {
		s.analyse(units[p])
	}
	return units, nil
}

// holdNone keeps no tree beyond the analysis of its package.
func holdNone(s *session) (interface{}, error) {
	if err := s.scan(); err != nil {
		return nil, err
	}
	for _, p := range s.order() {
		u, err := parseOne(p)
		if err != nil {
			return nil, err
		}
		s.analyse(u)
	}
	return nil, nil
}

// holdChunks keeps the trees of one chunk at a time.
func holdChunks(s *session) (interface{}, error) {
	if err := s.scan(); err != nil {
		return nil, err
	}
	for rest := s.order(); len(rest) > 0; {
		size := s.chunk
		if size > len(rest) {
			size = len(rest)
		}
		if err := s.analyseChunk(rest[:size]); err != nil {
			return nil, err
		}
		rest = rest[size:]
		runtime.GC()
	}
	return nil, nil
}

func (s *session) analyseChunk(packages []*goPackage) error {
	units := make(map[*goPackage]*unit, len(packages))
	err := parseAll(packages, nil, func(u *unit) {
		units[u.of] = u
		s.heap.poll()
	})
	if err != nil {
		return err
	}
	s.heap.look()
	for _, p := range packages {
		s.analyse(units[p])
	}
	return nil
}

func parseOne(p *goPackage) (*unit, error) {
	var parsed *unit
	err := parseAll([]*goPackage{p}, nil, func(u *unit) { parsed = u })
	return parsed, err
}

// scan finds out what imports what before anything is parsed, for the strategies that must know.
func (s *session) scan() error {
	if s.checker == nil {
		return nil
	}
	return scanImports(s.project.packages)
}

// order is the order of analysis: any, or that of the imports when types are checked.
func (s *session) order() []*goPackage {
	if s.checker == nil {
		return s.project.packages
	}
	return sortByImports(s.project.packages)
}

func (s *session) analyse(u *unit) {
	if s.checker != nil {
		s.checker.check(u)
	}
	s.index.add(u)
	s.heap.poll()
}

// A heap remembers the largest heap seen.
type heap struct {
	peak        uint64
	collections uint32
	polled      time.Time
	cost        time.Duration
}

// poll looks at the heap, unless looking (which stops the world) would take over 5% of the time.
func (h *heap) poll() {
	if time.Since(h.polled) >= 20*h.cost {
		h.look()
	}
}

func (h *heap) look() {
	begin := time.Now()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	if stats.HeapAlloc > h.peak {
		h.peak = stats.HeapAlloc
	}
	h.collections = stats.NumGC
	h.polled = time.Now()
	h.cost = h.polled.Sub(begin)
}
