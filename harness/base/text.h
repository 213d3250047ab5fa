/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Growing text, lists of texts, and the parsing of the values people type: numbers, sizes, times.
 */
#ifndef GORGE_BASE_TEXT_H
#define GORGE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Growing bytes, always followed by a NUL that is not counted. Zero-initialised is empty. */
struct text {
	char *data;
	size_t length, capacity;
};

/* data is never NULL after the first append; text_string() is "" before it. */
void text_append(struct text *text, const char *string);
void text_append_bytes(struct text *text, const void *bytes, size_t count);
__attribute__((format(printf, 2, 3))) void text_append_format(struct text *text, const char *format, ...);
void text_clear(struct text *text);   /* keeps the memory */
void text_dispose(struct text *text); /* frees it; the struct is empty again */
const char *text_string(const struct text *text);
#define CLEANUP_TEXT __attribute__((cleanup(text_dispose)))

/* Owned strings in order. Zero-initialised is empty; items[count] is NULL after the first add, so the
 * array serves as an argv or an environment. */
struct list {
	char **items;
	size_t count, capacity;
};
void list_add(struct list *list, const char *string);
__attribute__((format(printf, 2, 3))) void list_add_format(struct list *list, const char *format, ...);
void list_dispose(struct list *list);
/* The index of the first item that equals the string, or SIZE_MAX. */
size_t list_find(const struct list *list, const char *string);
bool list_contains(const struct list *list, const char *string);
/* Splits at `separator`, trims blanks, keeps empty items; an all-blank text gives no items. */
void list_split(struct list *list, const char *string, char separator);
/* Splits at blanks, as a shell does; 'a b' and "a b" are one word, quotes may stand inside a word. False when
 * a quote is not closed. */
bool list_split_words(struct list *list, const char *string);
#define CLEANUP_LIST __attribute__((cleanup(list_dispose)))
/* The items as an argv or an environment: NULL-terminated, also when the list is empty. Point into the
 * list. */
const char *const *list_strings(const struct list *list);
/* What exec and its kin want, for historical reasons: they write nothing into it. */
char *const *strings_without_const(const char *const *strings);

bool text_equal(const char *a, const char *b);
bool text_starts_with(const char *string, const char *prefix);
bool text_ends_with(const char *string, const char *suffix);
/* The value in the last of some "NAME=value" (NULL-terminated) that has this name; "" when none has. */
const char *text_assigned(const char *const *assignments, const char *name);
/* Trims blanks and line ends in place; returns the first kept character. */
char *text_trim(char *string);

/* Whole-string parsers: false when anything is left over or out of range; *value is then untouched.
 * count: decimal with k/M/G (powers of 1,000) or Ki/Mi/Gi (powers of 1,024): "100k", "64Mi".
 * number: a decimal fraction such as "0.25"; a trailing % divides by 100.
 * duration: "500ms", "90s", "30m", "2h", or seconds without a unit; gives nanoseconds. */
bool text_to_count(const char *string, uint64_t *value);
bool text_to_number(const char *string, double *value);
bool text_to_duration_ns(const char *string, uint64_t *value_ns);

/* The candidate nearest to a misspelt word, or NULL when none is near (Levenshtein distance, case folded).
 * candidate(i, context) returns NULL at the end. */
const char *text_nearest(
	const char *word, const char *(*candidate)(size_t index, const void *context), const void *context);

#endif
