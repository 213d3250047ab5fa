/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/axis.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { RANGE_VALUES_MOST = 1000 };

struct range {
	uint64_t first, last, step;
	char operation; /* '*' or '+' */
};

/* "a..b*f" or "a..b+s"; false for anything else, which is then a plain value. */
static bool
parse_range(const char *item, struct range *range)
{
	CLEANUP_FREE char *copy = memory_copy_text(item);
	char *dots = strstr(copy, "..");
	char *operation = dots ? strpbrk(dots, "*+") : NULL;

	if (!operation)
		return false;
	range->operation = *operation;
	*dots = *operation = '\0';
	return text_to_count(text_trim(copy), &range->first) &&
		   text_to_count(text_trim(dots + 2), &range->last) &&
		   text_to_count(text_trim(operation + 1), &range->step);
}

static bool
expand_range(
	const struct range *range, const char *item, const char *where, struct list *values, struct error *err)
{
	bool multiplies = range->operation == '*';
	uint64_t value = range->first;
	size_t count = 0;

	if (range->step < (multiplies ? 2 : 1) || range->first > range->last || (multiplies && range->first == 0))
		return error_raise(err, ERROR_BAD_VALUE, where, "the range '%s' does not grow", item);
	while (value <= range->last) {
		if (++count > RANGE_VALUES_MOST)
			return error_raise(err, ERROR_BAD_VALUE, where, "the range '%s' has more than %d values", item,
				RANGE_VALUES_MOST);
		list_add_format(values, "%" PRIu64, value);
		if (multiplies ? value > UINT64_MAX / range->step : value > UINT64_MAX - range->step)
			break;
		value = multiplies ? value * range->step : value + range->step;
	}
	return true;
}

/* Cuts the text at its first comma that no backslash escapes, and takes such backslashes out. */
static char *
cut_item(char *text)
{
	char *to = text;

	for (; *text && *text != ','; text++) {
		if (text[0] == '\\' && text[1] == ',')
			text++;
		*to++ = *text;
	}
	char *rest = *text ? text + 1 : NULL;
	*to = '\0';
	return rest;
}

bool
axis_expand(const char *text, const char *where, struct list *values, struct error *err)
{
	CLEANUP_FREE char *copy = memory_copy_text(text);
	struct range range;

	for (char *rest = copy; rest;) {
		char *start = rest;
		rest = cut_item(start);
		char *item = text_trim(start);
		if (*item == '\0' && (rest || values->count > 0))
			return error_raise(
				err, ERROR_BAD_VALUE, where, "there is nothing between two commas in '%s'", text);
		if (!parse_range(item, &range))
			list_add(values, item);
		else if (!expand_range(&range, item, where, values, err))
			return false;
	}
	return true;
}

struct axis *
axes_add(struct axes *axes, enum axis_kind kind, const char *name)
{
	axes->items = memory_grow(axes->items, axes->count, &axes->capacity, sizeof *axes->items);
	struct axis *axis = &axes->items[axes->count++];

	*axis = (struct axis){.kind = kind, .name = memory_copy_text(name)};
	return axis;
}

const struct axis *
axes_find(const struct axes *axes, enum axis_kind kind, const char *name)
{
	for (size_t i = 0; i < axes->count; i++)
		if (axes->items[i].kind == kind && (!name || text_equal(axes->items[i].name, name)))
			return &axes->items[i];
	return NULL;
}

size_t
axes_combinations(const struct axes *axes)
{
	size_t product = 1;

	for (size_t i = 0; i < axes->count; i++)
		if (__builtin_mul_overflow(product, axes->items[i].values.count, &product))
			return SIZE_MAX;
	return product;
}

bool
axes_next(const struct axes *axes, size_t *choice)
{
	for (size_t i = axes->count; i-- > 0;) {
		if (++choice[i] < axes->items[i].values.count)
			return true;
		choice[i] = 0;
	}
	return false;
}

void
axes_dispose(struct axes *axes)
{
	for (size_t i = 0; i < axes->count; i++) {
		free(axes->items[i].name);
		list_dispose(&axes->items[i].values);
	}
	free(axes->items);
	*axes = (struct axes){0};
}
