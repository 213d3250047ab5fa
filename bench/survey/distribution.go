// SPDX-License-Identifier: GPL-3.0-or-later

package main

import "sort"

// A distribution is how often each value was met.
type distribution map[int]int

func (d *distribution) add(value int) {
	if *d == nil {
		*d = make(distribution)
	}
	(*d)[value]++
}

// A measure is what the report tells of a distribution.
type measure struct {
	Name   string  `json:"name"`
	Count  int     `json:"count"`
	Mean   float64 `json:"mean"`
	Median int     `json:"median"`
	P99    int     `json:"p99"`
	Max    int     `json:"max"`
}

func (d distribution) measure(name string) measure {
	values := make([]int, 0, len(d))
	result := measure{Name: name}
	sum := 0
	for value, times := range d {
		values = append(values, value)
		result.Count += times
		sum += value * times
	}
	if result.Count == 0 {
		return result
	}
	sort.Ints(values)
	result.Mean = float64(sum) / float64(result.Count)
	result.Median = d.quantile(values, result.Count, 50)
	result.P99 = d.quantile(values, result.Count, 99)
	result.Max = values[len(values)-1]
	return result
}

// quantile returns the least value that at least so many percent of all are not above.
func (d distribution) quantile(values []int, count, percent int) int {
	below := 0
	for _, value := range values {
		below += d[value]
		if below*100 >= count*percent {
			return value
		}
	}
	return 0
}
