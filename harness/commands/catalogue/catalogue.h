/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One kind of named things, as `gorge list` and `gorge describe` show them.
 */
#ifndef GORGE_COMMANDS_CATALOGUE_CATALOGUE_H
#define GORGE_COMMANDS_CATALOGUE_CATALOGUE_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* One kind: "generators", "workloads", ... */
struct catalogue {
	const char *kind;
	const char *summary;
	/* A JSON array of objects with "name" and "summary"; the caller owns it. NULL with a raised error. */
	json_t *(*list)(struct error *err);
	/* Prints all about one name; false when the kind has no such name. */
	bool (*describe)(const char *name, FILE *out);
};

/* Appends {"name", "summary"} to an array; the object, for further keys, is borrowed. */
json_t *catalogue_add(json_t *array, const char *name, const char *summary);

#endif
