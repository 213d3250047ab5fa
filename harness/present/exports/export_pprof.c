/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A profile for `go tool pprof`: packages, the tools that worked on them below, peaks and CPU time.
 * https://github.com/google/pprof/blob/main/proto/profile.proto (uncompressed is as good to it).
 */
#include "analyse/probe/probed.h"
#include "base/memory.h"
#include "present/exports/export.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Field numbers of the messages that are written. */
enum {
	PROFILE_SAMPLE_TYPE = 1,
	PROFILE_SAMPLE = 2,
	PROFILE_LOCATION = 4,
	PROFILE_FUNCTION = 5,
	PROFILE_STRING = 6
};
enum { VALUE_TYPE = 1, VALUE_UNIT = 2 };
enum { SAMPLE_LOCATION = 1, SAMPLE_VALUE = 2 };
enum { LOCATION_ID = 1, LOCATION_LINE = 4, LINE_FUNCTION = 1 };
enum { FUNCTION_ID = 1, FUNCTION_NAME = 2 };

static void
put_varint(struct text *out, uint64_t value)
{
	do {
		unsigned char byte = (unsigned char)((value & 0x7F) | (value > 0x7F ? 0x80 : 0));
		text_append_bytes(out, &byte, 1);
		value >>= 7;
	} while (value > 0);
}

static void
put_number(struct text *out, unsigned field, uint64_t value)
{
	put_varint(out, (uint64_t)field << 3);
	put_varint(out, value);
}

static void
put_bytes(struct text *out, unsigned field, const void *bytes, size_t count)
{
	enum { LENGTH_DELIMITED = 2 };

	put_varint(out, (uint64_t)field << 3 | LENGTH_DELIMITED);
	put_varint(out, count);
	text_append_bytes(out, bytes, count);
}

static void
put_message(struct text *out, unsigned field, const struct text *message)
{
	put_bytes(out, field, text_string(message), message->length);
}

/* The names of tools and packages, in order, each once: name i is string, function and location i + 1. */
struct names {
	const char **items;
	size_t count;
};

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
names_collect(const struct probed *probed, struct names *names)
{
	size_t kept = 0;

	names->items = memory_zeroed(2 * probed->tool_count + 1, sizeof *names->items);
	for (size_t i = 0; i < probed->tool_count; i++) {
		names->items[names->count++] = probed->tools[i].tool;
		names->items[names->count++] = probed->tools[i].package;
	}
	qsort(names->items, names->count, sizeof *names->items, compare_names);
	for (size_t i = 0; i < names->count; i++)
		if (*names->items[i] && (kept == 0 || !text_equal(names->items[kept - 1], names->items[i])))
			names->items[kept++] = names->items[i];
	names->count = kept;
}

/* 0 for "". */
static uint64_t
name_id(const struct names *names, const char *name)
{
	const char **found =
		*name ? bsearch(&name, names->items, names->count, sizeof *names->items, compare_names) : NULL;

	return found ? (uint64_t)(found - names->items) + 1 : 0;
}

/* Behind the names stand the words of what is measured. */
static const char *const words[] = {"peak", "bytes", "cpu", "nanoseconds"};

static void
put_types(const struct names *names, struct text *out)
{
	for (size_t i = 0; i < COUNT_OF(words); i += 2) {
		CLEANUP_TEXT struct text type = {0};
		put_number(&type, VALUE_TYPE, names->count + 1 + i);
		put_number(&type, VALUE_UNIT, names->count + 2 + i);
		put_message(out, PROFILE_SAMPLE_TYPE, &type);
	}
}

static void
put_sample(const struct names *names, const struct probed_tool *tool, struct text *out)
{
	CLEANUP_TEXT struct text sample = {0}, locations = {0}, values = {0};

	put_varint(&locations, name_id(names, tool->tool));
	if (*tool->package)
		put_varint(&locations, name_id(names, tool->package));
	put_varint(&values, (uint64_t)llround(tool->peak_bytes));
	put_varint(&values, (uint64_t)llround(tool->cpu_ns));
	put_message(&sample, SAMPLE_LOCATION, &locations);
	put_message(&sample, SAMPLE_VALUE, &values);
	put_message(out, PROFILE_SAMPLE, &sample);
}

static void
put_place(uint64_t id, struct text *out)
{
	CLEANUP_TEXT struct text location = {0}, line = {0}, function = {0};

	put_number(&line, LINE_FUNCTION, id);
	put_number(&location, LOCATION_ID, id);
	put_message(&location, LOCATION_LINE, &line);
	put_message(out, PROFILE_LOCATION, &location);
	put_number(&function, FUNCTION_ID, id);
	put_number(&function, FUNCTION_NAME, id);
	put_message(out, PROFILE_FUNCTION, &function);
}

static void
put_strings(const struct names *names, struct text *out)
{
	put_bytes(out, PROFILE_STRING, "", 0);
	for (size_t i = 0; i < names->count; i++)
		put_bytes(out, PROFILE_STRING, names->items[i], strlen(names->items[i]));
	for (size_t i = 0; i < COUNT_OF(words); i++)
		put_bytes(out, PROFILE_STRING, words[i], strlen(words[i]));
}

static bool
append(const struct study *study, const bool *wanted, struct text *out, struct error *err)
{
	CLEANUP_PROBED struct probed probed = {0};
	struct names names = {0};

	(void)wanted;
	if (!probed_read_tools(study->folder, &probed, err))
		return false;
	names_collect(&probed, &names);
	put_types(&names, out);
	for (size_t i = 0; i < probed.tool_count; i++)
		put_sample(&names, &probed.tools[i], out);
	for (size_t i = 0; i < names.count; i++)
		put_place(i + 1, out);
	put_strings(&names, out);
	free(names.items);
	return true;
}

const struct exporter exporter_pprof = {
	.name = "pprof",
	.summary = "a profile for go tool pprof: packages and the tools on them, by peak and by CPU time",
	.details =
		"Of the run with the largest anonymous peak: each tool process is a sample, its package the caller of\n"
		"its tool, with two values: its peak resident set (-sample_index=peak) and its CPU time\n"
		"(-sample_index=cpu). The peaks of processes that did not run together are no sum.\n"
		"'go tool pprof -http=: FILE' opens it.",
	.takes_metrics = false,
	.append = append,
};
