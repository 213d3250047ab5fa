/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/go_list_tests.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const char go_list_tests_format[] =
	"{{.ImportPath}}\t{{.Standard}}\t{{.Name}}\t{{with .CgoFiles}}1{{else}}{{len $.GoFiles}}{{end}}\t{{if or "
	".TestGoFiles .XTestGoFiles}}tests{{end}}\t{{if .DepOnly}}dep{{end}}\t{{join .Imports \",\"}}";

enum { PATH, STANDARD, NAME, FILES, TESTS, DEPENDENCY, IMPORTS, FIELDS };

/* One package that is not of std. Texts point into the listing. */
struct listed {
	const char *path, *imports;
	bool has_files, is_test_main, is_root, reached;
};

struct listing {
	struct listed *items;
	size_t count, capacity;
};

/* Cuts a line at its tabs; false when there are more or fewer fields. */
static bool
cut_fields(char *line, char *fields[FIELDS])
{
	size_t count = 0;

	for (char *field = line; field && count < FIELDS; count++) {
		fields[count] = field;
		field = strchr(field, '\t');
		if (field)
			*field++ = '\0';
		if (field && count + 1 == FIELDS)
			return false;
	}
	return count == FIELDS;
}

static bool
take_line(char *line, struct listing *listing, struct local_packages *packages)
{
	char *fields[FIELDS];

	if (!cut_fields(line, fields))
		return false;
	bool is_variant = strchr(fields[PATH], ' ') != NULL;
	packages->has_variants = packages->has_variants || is_variant || fields[TESTS][0] != '\0';
	if (text_equal(fields[STANDARD], "true") && !is_variant) {
		if (!text_starts_with(fields[PATH], "vendor/"))
			list_add(&packages->std, fields[PATH]);
		return true;
	}
	listing->items = memory_grow(listing->items, listing->count, &listing->capacity, sizeof *listing->items);
	struct listed *item = &listing->items[listing->count++];
	*item = (struct listed){.path = fields[PATH],
		.imports = fields[IMPORTS],
		.has_files = !text_equal(fields[FILES], "0"),
		.is_test_main = text_ends_with(fields[PATH], ".test") && text_equal(fields[NAME], "main")};
	item->is_root =
		item->is_test_main || (!is_variant && fields[TESTS][0] == '\0' && fields[DEPENDENCY][0] == '\0');
	return true;
}

static int
by_path(const void *left, const void *right)
{
	const struct listed *a = left, *b = right;

	return strcmp(a->path, b->path);
}

/* Marks the item and adds it to those whose imports are to be looked at. */
static void
reach(struct listed *item, struct listed **open, size_t *open_count)
{
	if (!item || item->reached)
		return;
	item->reached = true;
	open[(*open_count)++] = item;
}

static void
reach_imports(struct listing *listing, const struct listed *item, struct listed **open, size_t *open_count)
{
	CLEANUP_LIST struct list imports = {0};

	list_split(&imports, item->imports, ',');
	for (size_t i = 0; i < imports.count; i++) {
		struct listed wanted = {.path = imports.items[i]};
		reach(bsearch(&wanted, listing->items, listing->count, sizeof wanted, by_path), open, open_count);
	}
}

static void
count_reached(struct listing *listing, struct local_packages *packages)
{
	CLEANUP_FREE struct listed **open = memory_zeroed(listing->count, sizeof(void *));
	size_t open_count = 0;

	if (listing->count > 0)
		qsort(listing->items, listing->count, sizeof *listing->items, by_path);
	for (size_t i = 0; i < listing->count; i++)
		if (listing->items[i].is_root)
			reach(&listing->items[i], open, &open_count);
	while (open_count > 0) {
		const struct listed *item = open[--open_count];
		packages->compiles += item->has_files;
		packages->links += item->is_test_main;
		reach_imports(listing, item, open, &open_count);
	}
}

bool
go_list_tests_count(char *text, struct local_packages *packages, const char **bad_line)
{
	struct listing listing = {0};
	char *rest = NULL;
	bool understood = true;

	for (char *line = strtok_r(text, "\n", &rest); line && understood; line = strtok_r(NULL, "\n", &rest)) {
		*bad_line = line;
		understood = take_line(line, &listing, packages);
	}
	if (understood)
		count_reached(&listing, packages);
	packages->vets = packages->compiles;
	free(listing.items);
	return understood;
}
