// SPDX-License-Identifier: GPL-3.0-or-later

//go:build !go1.24
// +build !go1.24

package main

import "errors"

const haveWeak = false

// main turns weak away before it comes to this.
func holdWeak(*session) (interface{}, error) {
	return nil, errors.New("this release of Go has no weak pointers")
}
