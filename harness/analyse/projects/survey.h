/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a Go project is made of, as `gorge survey --json` tells it, with what its packages took to compile and
 * its programs to link where it was measured too.
 */
#ifndef GORGE_ANALYSE_PROJECTS_SURVEY_H
#define GORGE_ANALYSE_PROJECTS_SURVEY_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* One compile, or one link, with the package it was of. */
struct package_cost {
	double lines, source_bytes; /* of the package's Go files; of a link 0 */
	double reaches;             /* packages it imports, and those import, and so on; of a link 0 */
	double peak_bytes;          /* peak resident set: the median over the runs */
	double program_bytes;       /* what a link wrote; 0 of a compile, and where it is not known */
};

struct package_costs {
	struct package_cost *items;
	size_t count, capacity;
};

struct survey {
	char *name; /* what heads its column */
	json_t *
		report; /* the object that --json prints: totals, `measures`, and when measured `compiles`, `links` */
	bool measured;
	bool generated; /* what was measured was written by a generator of gorge's */
	struct package_costs compiles, links;
};

/* From the text of such an object. Raises NOT_A_SURVEY when it is none; then it is already disposed of. */
bool survey_parse(const char *text, const char *name, struct survey *survey, struct error *err);
/* The same of a file, named by it without the folder and ".json". Raises READ as well. */
bool survey_read(const char *path, struct survey *survey, struct error *err);
void survey_dispose(struct survey *survey);
#define CLEANUP_SURVEY __attribute__((cleanup(survey_dispose)))

/* Takes what the report tells of costs, once it has all of them. */
void survey_take_costs(struct survey *survey);

#endif
