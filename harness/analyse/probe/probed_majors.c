/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/probe/probed.h"
#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A package in a module whose path ends in a major version. */
struct versioned {
	const struct probed_package *package;
	size_t module_bytes; /* of its name, up to the major */
	const char *major;   /* "v4", within the name */
	size_t major_bytes;
};

/* Whether an element of an import path is a major version: v2 and on, without a leading 0. */
static bool
is_major(const char *element, size_t bytes)
{
	if (bytes < 2 || element[0] != 'v' || element[1] == '0' || (bytes == 2 && element[1] == '1'))
		return false;
	for (size_t i = 1; i < bytes; i++)
		if (!isdigit((unsigned char)element[i]))
			return false;
	return true;
}

/* The first element that is one, behind the host and a name at least. */
static bool
find_major(const struct probed_package *package, struct versioned *versioned)
{
	const char *name = package->name;
	size_t place = 0;

	for (const char *element = name; *element; place++) {
		size_t bytes = strcspn(element, "/");
		if (place >= 2 && is_major(element, bytes)) {
			*versioned = (struct versioned){package, (size_t)(element - name) - 1, element, bytes};
			return true;
		}
		element += bytes + (element[bytes] == '/');
	}
	return false;
}

static int
compare_bytes(const char *a, size_t a_bytes, const char *b, size_t b_bytes)
{
	int order = strncmp(a, b, a_bytes < b_bytes ? a_bytes : b_bytes);

	return order != 0 ? order : (a_bytes > b_bytes) - (a_bytes < b_bytes);
}

static int
compare_versioned(const void *a, const void *b)
{
	const struct versioned *first = a, *second = b;
	int order =
		compare_bytes(first->package->name, first->module_bytes, second->package->name, second->module_bytes);

	if (order == 0 && first->major_bytes != second->major_bytes)
		return first->major_bytes < second->major_bytes ? -1 : 1;
	return order != 0 ? order
					  : compare_bytes(first->major, first->major_bytes, second->major, second->major_bytes);
}

static bool
is_same_module(const struct versioned *a, const struct versioned *b)
{
	return compare_bytes(a->package->name, a->module_bytes, b->package->name, b->module_bytes) == 0;
}

static bool
is_same_major(const struct versioned *a, const struct versioned *b)
{
	return compare_bytes(a->major, a->major_bytes, b->major, b->major_bytes) == 0;
}

/* Packages of one module, in order of their majors, become one row where there are two of these. */
static void
add_module(struct probed *probed, const struct versioned *items, size_t count)
{
	struct probed_major major = {0};
	CLEANUP_TEXT struct text versions = {0};

	if (is_same_major(&items[0], &items[count - 1]))
		return;
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !is_same_major(&items[i - 1], &items[i]))
			text_append_format(
				&versions, "%s%.*s", i > 0 ? ", " : "", (int)items[i].major_bytes, items[i].major);
		major.packages++;
		major.cpu_ns += items[i].package->cpu_ns;
		if (items[i].package->peak_bytes > major.peak_bytes)
			major.peak_bytes = items[i].package->peak_bytes;
	}
	major.module = text_format("%.*s", (int)items->module_bytes, items->package->name);
	major.versions = memory_copy_text(text_string(&versions));
	probed->majors[probed->major_count++] = major;
}

static int
dearer_first(const void *a, const void *b)
{
	double first = ((const struct probed_major *)a)->cpu_ns,
		   second = ((const struct probed_major *)b)->cpu_ns;

	return (first < second) - (first > second);
}

void
probed_majors_find(struct probed *probed)
{
	CLEANUP_FREE struct versioned *items = memory_zeroed(probed->package_count + 1, sizeof *items);
	size_t count = 0, first = 0;

	probed->majors = memory_zeroed(probed->package_count + 1, sizeof *probed->majors);
	for (size_t i = 0; i < probed->package_count; i++)
		count += find_major(&probed->packages[i], &items[count]);
	qsort(items, count, sizeof *items, compare_versioned);
	for (size_t i = 1; i <= count; i++)
		if (i == count || !is_same_module(&items[first], &items[i])) {
			add_module(probed, &items[first], i - first);
			first = i;
		}
	qsort(probed->majors, probed->major_count, sizeof *probed->majors, dearer_first);
}
