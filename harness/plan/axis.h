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
	AXIS_CACHE,
	AXIS_TARGET,
	AXIS_SETTING,
	AXIS_VARIABLE, /* env.NAME */
};

struct axis {
	enum axis_kind kind;
	char *name; /* "files", "go", "name", "GOGC", "NAME" of env.NAME */
	struct list values;
};

/* Splits a comma list and expands ranges: "1000..100000*10" (factor), "1..9+2" (step); the end is included
 * when the range meets it. `\,` is a comma inside a value. Raises BAD_VALUE for an empty item, a range that
 * does not grow or one of more than 1,000 values. where: the key, for the message. */
bool axis_expand(const char *text, const char *where, struct list *values, struct error *err);
void axis_release(struct axis *axis);

#endif
