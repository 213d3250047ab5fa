/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often a cell is measured: the key `repeat` of an experiment file. "3, 1 if files > 10000" names
 * numbers; "5..30 until ci<1%" a least and a most, between which the noise decides. docs/experiments.md.
 */
#ifndef GORGE_PLAN_REPEAT_H
#define GORGE_PLAN_REPEAT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REPEAT_METRIC "tree_anon_peak_bytes" /* where `ci` names no other */

/* The answer for one cell. */
struct repetitions {
	uint64_t least, most; /* equal: that often, whatever comes out */
	double width;         /* else until the median's interval is at most +- this share of it; 0.01 is 1% */
	char metric[40];      /* the column of runs.csv whose median is meant */
};

static inline bool
repetitions_adapt(const struct repetitions *repetitions)
{
	return repetitions->most > repetitions->least;
}

struct repeat_rule {
	struct repetitions repetitions;
	char *axis;    /* NULL: always */
	char relation; /* '<' or '>' */
	uint64_t bound;
};

enum { REPEAT_RULES_MOST = 8 };
enum { REPEAT_MOST = 10000 /* of one cell: its median is known long before */ };

/* The last rule whose condition holds for a cell decides; without any it is measured once. */
struct repeat_rules {
	struct repeat_rule items[REPEAT_RULES_MOST];
	size_t count;
};

/* Replaces the rules by those of the text. Raises BAD_VALUE; the rules are then empty. Whether a metric is a
 * column is for those to check who know the columns. */
bool repeat_parse(const char *value, struct repeat_rules *rules, struct error *err);
void repeat_dispose(struct repeat_rules *rules);

/* How often a cell is measured whose axis values are given by `value(axis name)`. */
struct repetitions repeat_of(const struct repeat_rules *rules,
	const char *(*value)(const char *axis, const void *context), const void *context);

#endif
