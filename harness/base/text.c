/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "base/error.h"
#include "base/memory.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void
text_reserve(struct text *text, size_t more)
{
	size_t needed = text->length + more + 1;

	if (needed <= text->capacity)
		return;
	text->capacity = needed > text->capacity * 2 ? needed : text->capacity * 2;
	text->data = memory_resize(text->data, text->capacity, 1);
}

void
text_append_bytes(struct text *text, const void *bytes, size_t count)
{
	text_reserve(text, count);
	memcpy(text->data + text->length, bytes, count);
	text->length += count;
	text->data[text->length] = '\0';
}

void
text_append(struct text *text, const char *string)
{
	text_append_bytes(text, string, strlen(string));
}

void
text_append_format(struct text *text, const char *format, ...)
{
	va_list arguments;
	char *formatted = NULL;
	int length;

	va_start(arguments, format);
	length = vasprintf(&formatted, format, arguments);
	va_end(arguments);
	if (length < 0)
		memory_exhausted("a string");
	text_append_bytes(text, formatted, (size_t)length);
	free(formatted);
}

void
text_clear(struct text *text)
{
	text->length = 0;
	if (text->data)
		text->data[0] = '\0';
}

void
text_dispose(struct text *text)
{
	free(text->data);
	*text = (struct text){0};
}

const char *
text_string(const struct text *text)
{
	return text->data ? text->data : "";
}

static void
list_take(struct list *list, char *owned)
{
	if (list->count + 1 >= list->capacity) {
		list->capacity = list->capacity ? list->capacity * 2 : 8;
		list->items = memory_resize(list->items, list->capacity, sizeof *list->items);
	}
	list->items[list->count++] = owned;
	list->items[list->count] = NULL;
}

void
list_add(struct list *list, const char *string)
{
	list_take(list, memory_copy_text(string));
}

void
list_add_format(struct list *list, const char *format, ...)
{
	va_list arguments;
	char *formatted = NULL;

	va_start(arguments, format);
	if (vasprintf(&formatted, format, arguments) < 0)
		memory_exhausted("a string");
	va_end(arguments);
	list_take(list, formatted);
}

const char *const *
list_strings(const struct list *list)
{
	static const char *const none[] = {NULL};

	return list->items ? (const char *const *)list->items : none;
}

char *const *
strings_without_const(const char *const *strings)
{
	union {
		const char *const *in;
		char *const *out;
	} both = {.in = strings};

	return both.out;
}

void
list_dispose(struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct list){0};
}

size_t
list_find(const struct list *list, const char *string)
{
	for (size_t i = 0; i < list->count; i++)
		if (text_equal(list->items[i], string))
			return i;
	return SIZE_MAX;
}

bool
list_contains(const struct list *list, const char *string)
{
	return list_find(list, string) != SIZE_MAX;
}

void
list_split(struct list *list, const char *string, char separator)
{
	CLEANUP_FREE char *copy = memory_copy_text(string);
	char *rest = copy;

	if (*text_trim(copy) == '\0')
		return;
	while (rest) {
		char *end = strchr(rest, separator);
		if (end)
			*end = '\0';
		list_add(list, text_trim(rest));
		rest = end ? end + 1 : NULL;
	}
}

bool
list_split_words(struct list *list, const char *string)
{
	CLEANUP_TEXT struct text word = {0};
	bool inside = false;
	char quote = '\0';

	for (; *string; string++) {
		bool blank = strchr(" \t", *string) != NULL;
		if (blank && !quote && inside) {
			list_add(list, text_string(&word));
			text_clear(&word);
		} else if (quote ? *string == quote : strchr("'\"", *string) != NULL) {
			if (quote)
				quote = '\0';
			else
				quote = *string;
		} else if (!blank || quote) {
			text_append_bytes(&word, string, 1);
		}
		inside = !blank || quote;
	}
	if (inside)
		list_add(list, text_string(&word));
	return !quote;
}

bool
text_equal(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

bool
text_starts_with(const char *string, const char *prefix)
{
	return strncmp(string, prefix, strlen(prefix)) == 0;
}

bool
text_ends_with(const char *string, const char *suffix)
{
	size_t length = strlen(string), suffix_length = strlen(suffix);

	return length >= suffix_length && text_equal(string + length - suffix_length, suffix);
}

const char *
text_assigned(const char *const *assignments, const char *name)
{
	const size_t length = strlen(name);
	const char *value = "";

	for (; *assignments; assignments++)
		if (strncmp(*assignments, name, length) == 0 && (*assignments)[length] == '=')
			value = *assignments + length + 1;
	return value;
}

char *
text_trim(char *string)
{
	size_t length;

	while (isspace((unsigned char)*string))
		string++;
	length = strlen(string);
	while (length > 0 && isspace((unsigned char)string[length - 1]))
		string[--length] = '\0';
	return string;
}

struct unit {
	const char *name;
	uint64_t factor;
};

/* Finds the unit that `rest` spells, the empty one included. */
static const struct unit *
find_unit(const struct unit *units, const char *rest)
{
	for (; units->name; units++)
		if (text_equal(units->name, rest))
			return units;
	return NULL;
}

/* A decimal number and a unit, exact for whole numbers and rounded for fractions. */
static bool
parse_scaled(const char *string, const struct unit *units, uint64_t *value)
{
	const struct unit *unit;
	uint64_t whole;
	double scaled;
	char *rest;

	if (!isdigit((unsigned char)string[0]))
		return false;
	errno = 0;
	whole = strtoull(string, &rest, 10);
	if (errno == 0 && (unit = find_unit(units, rest)) != NULL) {
		if (whole > UINT64_MAX / unit->factor)
			return false;
		*value = whole * unit->factor;
		return true;
	}
	scaled = strtod(string, &rest);
	unit = find_unit(units, rest);
	if (!unit || strpbrk(string, "eExXpP") || !isfinite(scaled) || scaled * (double)unit->factor >= 1.8e19)
		return false;
	*value = (uint64_t)(scaled * (double)unit->factor + 0.5);
	return true;
}

bool
text_to_count(const char *string, uint64_t *value)
{
	static const struct unit units[] = {{"", 1}, {"k", 1000}, {"M", 1000000}, {"G", 1000000000}, {"Ki", 1024},
		{"Mi", 1 << 20}, {"Gi", 1 << 30}, {NULL, 0}};

	/* 1.5k is a count; 1.5 is none. */
	if (strchr(string, '.') && isdigit((unsigned char)string[strlen(string) - 1]))
		return false;
	return parse_scaled(string, units, value);
}

bool
text_to_duration_ns(const char *string, uint64_t *value_ns)
{
	static const struct unit units[] = {{"", 1000000000}, {"ns", 1}, {"us", 1000}, {"ms", 1000000},
		{"s", 1000000000}, {"m", 60000000000}, {"h", 3600000000000}, {NULL, 0}};

	return parse_scaled(string, units, value_ns);
}

bool
text_to_number(const char *string, double *value)
{
	char *rest;
	double parsed;

	if (!isdigit((unsigned char)string[0]) && string[0] != '-' && string[0] != '.')
		return false;
	parsed = strtod(string, &rest);
	if (text_equal(rest, "%"))
		parsed /= 100;
	else if (*rest != '\0')
		return false;
	if (!isfinite(parsed))
		return false;
	*value = parsed;
	return true;
}

enum { WORD_MAX = 63 };

/* Levenshtein distance with case folded; longer words are cut, which only ever makes them further apart. */
static size_t
edit_distance(const char *a, const char *b)
{
	size_t a_length = strnlen(a, WORD_MAX), b_length = strnlen(b, WORD_MAX);
	size_t row[WORD_MAX + 1];

	for (size_t j = 0; j <= b_length; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			size_t change = diagonal + (tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]));
			size_t least = row[j - 1] + 1 < change ? row[j - 1] + 1 : change;
			diagonal = row[j];
			row[j] = diagonal + 1 < least ? diagonal + 1 : least;
		}
	}
	return row[b_length];
}

const char *
text_nearest(
	const char *word, const char *(*candidate)(size_t index, const void *context), const void *context)
{
	size_t best_distance = strnlen(word, WORD_MAX) / 3 + 2;
	const char *best = NULL, *name;

	for (size_t i = 0; (name = candidate(i, context)) != NULL; i++) {
		size_t distance = edit_distance(word, name);
		if (distance < best_distance) {
			best_distance = distance;
			best = name;
		}
	}
	return best;
}
