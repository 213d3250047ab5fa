/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The settings of a build as data: rows of settings.def.
 */
#ifndef GORGE_PLAN_SETTINGS_H
#define GORGE_PLAN_SETTINGS_H

#include "base/error.h"
#include "plan/axis.h"

#include <stddef.h>

enum setting_id {
#define SETTING(name, kind, accepts, standard, help) SETTING_##name,
#include "plan/settings.def"
#undef SETTING
	SETTING_COUNT
};

enum setting_kind {
	SETTING_ENVIRONMENT,
	SETTING_FLAG,
	SETTING_SWITCH,
	SETTING_COMPILER,
	SETTING_LINKER,
	SETTING_LIMIT
};

enum setting_accepts {
	SETTING_ANY,
	SETTING_COUNT_FROM_1,
	SETTING_PERCENT,
	SETTING_BYTES,
	SETTING_BOOLEAN,
	SETTING_LEVEL,
	SETTING_MEMORY,
	SETTING_TIME
};

struct setting {
	const char *name;
	enum setting_kind kind;
	enum setting_accepts accepts;
	const char *standard; /* default; "<...>" is worked out by setting_default() */
	const char *help;
};

/* SETTING_COUNT rows, indexed by enum setting_id. */
extern const struct setting settings[];

/* The row's index, or SETTING_COUNT. */
enum setting_id setting_find(const char *name);
/* True when the setting accepts the text; else raises BAD_VALUE with what it accepts. */
bool setting_accepts(enum setting_id id, const char *text, struct error *err);
/* True for what a run may take at most: it changes nothing about the build itself. */
bool setting_is_limit(enum setting_id id);
/* Whether a cell's value says that the variable or the flag is not given. */
bool setting_is_unset(const char *value);
/* Whether ids are made of it, and rows tell it: a setting that came later than ids is left out where it is
 * the standard, so that cells which do not use it keep theirs. */
bool setting_in_ids(enum setting_id id, const char *value);
/* What a cell has of a text that setting_accepts(): `unset` is the standard of a flag that is not given by
 * itself, so that the two are one cell. The caller frees it. */
char *setting_value(enum setting_id id, const char *text);
/* Adds the axis of a setting that is known by that name; every value has to be accepted. */
bool setting_add_axis(struct axes *axes, const char *name, const char *value, struct error *err);
/* The default where a cell says nothing. Those in <brackets> follow what the go command itself would take:
 * GOMAXPROCS = the processors, p = GOMAXPROCS, c = GOMAXPROCS but 4 at most (gc.go of cmd/go).
 * `gomaxprocs` is the cell's GOMAXPROCS, NULL while that one is asked for itself. The caller frees it. */
char *setting_default(enum setting_id id, unsigned processors, const char *gomaxprocs);

#endif
