/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/workload_axes.h"
#include "base/memory.h"

static const char *const cache_states[] = {
	"cold", "std", "warm", EDIT_PREFIX "body", EDIT_PREFIX "api", EDIT_PREFIX "add", NULL};
static const char *const places[] = {"leaf", "middle", "root", NULL};

static const struct workload_axis {
	const char *name;
	enum axis_kind kind;
	const char *const *words; /* NULL: any */
} known_axes[] = {
	{"cache", AXIS_CACHE, cache_states}, {"at", AXIS_AT, places}, {"target", AXIS_TARGET, NULL}};

static const struct workload_axis *
find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(known_axes); i++)
		if (text_equal(known_axes[i].name, name))
			return &known_axes[i];
	return NULL;
}

static bool
check_word(const struct workload_axis *axis, const char *value, struct error *err)
{
	CLEANUP_TEXT struct text known = {0};

	for (const char *const *word = axis->words; *word; word++) {
		if (text_equal(*word, value))
			return true;
		text_append_format(&known, "%s%s", word == axis->words ? "" : ", ", *word);
	}
	return error_raise(err, ERROR_BAD_VALUE, axis->name, "'%s' is none of %s", value, text_string(&known));
}

bool
workload_axis_known(const char *name)
{
	return find(name) != NULL;
}

bool
workload_axis_add(struct axes *axes, const char *name, const char *value, struct error *err)
{
	const struct workload_axis *axis = find(name);
	struct list *values = &axes_add(axes, axis->kind, name)->values;

	if (!axis_expand(value, name, values, err))
		return false;
	for (size_t i = 0; axis->words && i < values->count; i++)
		if (!check_word(axis, values->items[i], err))
			return false;
	return true;
}
