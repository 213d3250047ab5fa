/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One key of an experiment with its values. Two or more values make it an axis; axes multiply.
 */
#ifndef GORGE_PLAN_AXIS_H
#define GORGE_PLAN_AXIS_H

#include "base/error.h"
#include "base/text.h"

enum axis_kind {
	AXIS_PARAMETER, /* of the generator */
	AXIS_GO,
	AXIS_WORKLOAD,
	AXIS_COMMAND,
	AXIS_CACHE,
	AXIS_AT, /* where an edit is made */
	AXIS_TARGET,
	AXIS_SETTING,
	AXIS_VARIABLE, /* env.NAME */
};

struct axis {
	enum axis_kind kind;
	char *name; /* "files", "go", "name", "GOGC", "NAME" of env.NAME */
	struct list values;
};

/* Axes in the order of their keys. Zero-initialised is empty. */
struct axes {
	struct axis *items;
	size_t count, capacity;
};
/* A new axis without values. The pointer stays good until the next call. */
struct axis *axes_add(struct axes *axes, enum axis_kind kind, const char *name);
/* The axis of that kind and name (name NULL: any of the kind), or NULL. */
const struct axis *axes_find(const struct axes *axes, enum axis_kind kind, const char *name);
/* How many combinations there are; SIZE_MAX for more than that. */
size_t axes_combinations(const struct axes *axes);
/* Counts `choice`, an index into each axis, up like an odometer; false, and all 0 again, after the last. */
bool axes_next(const struct axes *axes, size_t *choice);
void axes_dispose(struct axes *axes);

/* Splits a comma list and expands ranges: "1000..100000*10" (factor), "1..9+2" (step); the end is included
 * when the range meets it. `\,` is a comma inside a value. Raises BAD_VALUE for an empty item, a range that
 * does not grow or one of more than 1,000 values. where: the key, for the message. */
bool axis_expand(const char *text, const char *where, struct list *values, struct error *err);

#endif
