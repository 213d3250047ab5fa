// SPDX-License-Identifier: GPL-3.0-or-later

//go:build go1.24
// +build go1.24

package main

import "weak"

const haveWeak = true

// holdWeak parses everything, but holds each tree only as long as the collector lets it; what is gone when
// its turn comes is parsed again.
func holdWeak(s *session) (interface{}, error) {
	units := make(map[*goPackage]weak.Pointer[unit], len(s.project.packages))
	err := parseAll(s.project.packages, nil, func(u *unit) {
		u.collectImports()
		units[u.of] = weak.Make(u)
		s.heap.poll()
	})
	if err != nil {
		return nil, err
	}
	for _, p := range s.order() {
		u := units[p].Value()
		if u == nil {
			s.reparsed++
			if u, err = parseOne(p); err != nil {
				return nil, err
			}
			units[p] = weak.Make(u)
		}
		s.analyse(u)
	}
	return units, nil
}
