/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ordinary Go code in any amount, for patterns whose question is not what a function holds but where it is.
 */
#ifndef GORGE_GENERATORS_PATTERN_CODE_H
#define GORGE_GENERATORS_PATTERN_CODE_H

#include "generators/pattern.h"

/* Some functions: what is printed depends on pattern->random and on this alone. */
struct pattern_code {
	const char *run;       /* the name of the function that calls them; "Run012" */
	uint64_t first, count; /* the functions' numbers, which are part of their names */
	uint64_t called;       /* so many of them are called by it; the linker can drop the others */
};

/* Prints declarations into the file that is open; they need no imports. */
void pattern_print_code(struct pattern *pattern, const struct pattern_code *code);

#endif
