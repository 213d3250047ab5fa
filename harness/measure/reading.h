/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GORGE_MEASURE_READING_H
#define GORGE_MEASURE_READING_H

#include <stdbool.h>
#include <stdint.h>

/* A number that may not have been measured; such a one is an empty cell in the CSV, never 0. */
struct reading {
	bool known;
	uint64_t value;
};

static inline struct reading
reading_of(uint64_t value)
{
	return (struct reading){.known = true, .value = value};
}

#endif
