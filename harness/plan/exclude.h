/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * [exclude] of an experiment: `rule = GOGC=off files>10000` leaves out every cell for which all conditions of
 * the line hold. A condition is AXIS, one of = != < > <= >=, and a value; a value with blanks stands in
 * quotes. Only axes that the experiment gives values to can be named, so that a slip of the pen does not
 * leave a rule without effect. Pure.
 */
#ifndef GORGE_PLAN_EXCLUDE_H
#define GORGE_PLAN_EXCLUDE_H

#include "base/error.h"
#include "base/text.h"

struct condition {
	char *axis; /* as in the file, an env.NAME without its env. */
	char relation[3];
	char *value;
};

struct exclude_rule {
	char *text; /* as in the file */
	struct condition *conditions;
	size_t count, capacity;
};

/* Reads one line. Raises BAD_VALUE for what is no condition; the rule is to be disposed of even so. */
bool exclude_rule_parse(const char *text, struct exclude_rule *rule, struct error *err);
void exclude_rule_dispose(struct exclude_rule *rule);

/* Whether all its conditions hold where `value(axis)` is what a cell has on an axis, NULL for an axis that it
 * does not have: then no condition on it holds. */
bool exclude_rule_holds(const struct exclude_rule *rule,
	const char *(*value)(const char *axis, const void *context), const void *context);

/* Whether two values are the same: as numbers (100k is 100000), else as texts. */
bool exclude_same_value(const char *a, const char *b);

#endif
