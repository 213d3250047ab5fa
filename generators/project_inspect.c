/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/project_inspect.h"
#include "generators/project_facts.h"
#include "base/memory.h"
#include "platform/file.h"
#include "platform/tree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One reading of a tree; the buffers are reused from file to file. */
struct inspection {
	const char *root;
	struct text path, content;   /* of what is read; the path is relative to the root */
	struct project_facts *facts; /* NULL: nothing is read, and */
	struct project_look *look;   /* all is looked at */
	struct error *err;
};

/* One folder of it. */
struct folder_visit {
	struct inspection *inspection;
	bool counted;       /* not below vendor/ or testdata/ */
	bool package, main; /* what its .go files make of it, so far */
};

static bool
raise_read(struct inspection *inspection)
{
	char where[sizeof inspection->err->where];

	(void)snprintf(where, sizeof where, "%s/%s", inspection->root, text_string(&inspection->path));
	return error_raise_errno(inspection->err, ERROR_READ, where);
}

static uint64_t
count_lines(const struct text *content)
{
	const char *at = text_string(content), *end = at + content->length;
	uint64_t lines = content->length > 0 && end[-1] != '\n';

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		lines++;
		at++;
	}
	return lines;
}

/* Whether the package clause says main: the first line that starts with "package ". */
static bool
is_main(const char *content)
{
	const char *clause = text_starts_with(content, "package ") ? content : strstr(content, "\npackage ");

	if (!clause)
		return false;
	clause += strcspn(clause, " ");
	clause += strspn(clause, " \t");
	return text_starts_with(clause, "main") && strchr(" \t\r\n;/", clause[4]) != NULL;
}

static void
add_hash(struct inspection *inspection, struct hash hash)
{
	project_facts_add_hash(inspection->facts, inspection->path.data, inspection->path.length, hash);
}

static void
add_file(struct folder_visit *visit, const char *name)
{
	struct inspection *inspection = visit->inspection;
	const struct text *content = &inspection->content, *path = &inspection->path;
	struct hash hash = hash_bytes(text_string(content), content->length);

	if (!visit->counted) {
		add_hash(inspection, hash);
		return;
	}
	project_facts_add_file(inspection->facts, path->data, path->length,
		&(struct project_file){hash, content->length, count_lines(content)});
	if (!text_ends_with(name, ".go") || text_ends_with(name, "_test.go"))
		return;
	visit->package = true;
	visit->main = visit->main || is_main(text_string(content));
}

/* What a link leads to, where that is a file outside of the tree, which is hashed nowhere else; else
 * NULL. The caller frees it. */
static char *
file_elsewhere(const struct inspection *inspection)
{
	CLEANUP_FREE char *path = text_format("%s/%s", inspection->root, text_string(&inspection->path));
	struct error dead_end = ERROR_INIT;
	CLEANUP_FREE char *root = path_resolve(inspection->root, &dead_end);
	char *target = path_resolve(path, &dead_end);
	size_t length = root ? strlen(root) : 0;
	bool inside = root && target && text_starts_with(target, root) && target[length] == '/';

	if (target && (inside || file_kind(target) != FILE_PLAIN)) {
		free(target);
		target = NULL;
	}
	return target;
}

static bool
add_link(struct inspection *inspection, const struct folder_entry *entry)
{
	struct text *content = &inspection->content;
	CLEANUP_FREE char *elsewhere = file_elsewhere(inspection);
	struct hash hash;

	if (!tree_read_link(entry->folder, entry->name, content))
		return raise_read(inspection);
	add_hash(inspection, hash_bytes(text_string(content), content->length));
	if (!elsewhere)
		return true;
	if (!file_hash(elsewhere, &hash, inspection->err))
		return false;
	add_hash(inspection, hash);
	return true;
}

static bool inspect_folder(struct inspection *inspection, int above, const char *name, bool counted);

static bool
inspect_entry(struct folder_visit *visit, const struct folder_entry *entry)
{
	struct inspection *inspection = visit->inspection;
	struct text *content = &inspection->content;
	bool counted =
		visit->counted && !text_equal(entry->name, "vendor") && !text_equal(entry->name, "testdata");

	if (entry->kind == FILE_FOLDER)
		return text_equal(entry->name, ".git") ||
			   inspect_folder(inspection, entry->folder, entry->name, counted);
	if (entry->kind == FILE_PLAIN && tree_read(entry->folder, entry->name, content))
		add_file(visit, entry->name);
	else if (entry->kind == FILE_LINK)
		return add_link(inspection, entry);
	else
		return entry->kind == FILE_OTHER || raise_read(inspection);
	return true;
}

/* Whole numbers without gaps between them, so that equal stamps are equal bytes. */
static struct hash
hash_stamp(const struct tree_stamp *stamp)
{
	const uint64_t parts[] = {
		stamp->kind, stamp->size_bytes, (uint64_t)stamp->written_ns, (uint64_t)stamp->changed_ns};

	return hash_bytes(parts, sizeof parts);
}

static void
look_add(struct project_look *look, const char *path, const struct tree_stamp *stamp)
{
	bool is_folder = stamp->kind == FILE_FOLDER;

	hash_add(is_folder ? &look->folders : &look->files, hash_entry(path, strlen(path), hash_stamp(stamp)));
	/* of a file that has come the folder is changed as well, within one tick of the clock */
	if (stamp->changed_ns < look->newest_ns || (is_folder && stamp->changed_ns == look->newest_ns))
		return;
	look->newest_ns = stamp->changed_ns;
	(void)snprintf(look->newest, sizeof look->newest, "%s", path);
}

static bool
look_at_entry(const struct folder_visit *visit, const struct folder_entry *entry)
{
	struct inspection *inspection = visit->inspection;
	CLEANUP_FREE char *path = text_format("%s/%s", inspection->root, text_string(&inspection->path));
	struct tree_stamp stamp;

	if (entry->kind == FILE_FOLDER && text_equal(entry->name, ".git"))
		return true;
	if (entry->kind == FILE_OTHER || !tree_stamp(entry->folder, entry->name, false, &stamp))
		return true;
	look_add(inspection->look, path, &stamp);
	if (stamp.kind == FILE_LINK && tree_stamp(entry->folder, entry->name, true, &stamp) &&
		stamp.kind == FILE_PLAIN)
		look_add(inspection->look, path, &stamp);
	return stamp.kind != FILE_FOLDER || entry->kind != FILE_FOLDER ||
		   inspect_folder(inspection, entry->folder, entry->name, visit->counted);
}

static bool
is_skipped(const struct inspection *inspection, const char *name)
{
	return inspection->path.length == 0 && text_equal(name, PROJECT_MARKER);
}

static bool
visit_entry(void *context, const struct folder_entry *entry)
{
	struct folder_visit *visit = context;
	struct text *path = &visit->inspection->path;
	size_t length = path->length;
	bool done;

	if (is_skipped(visit->inspection, entry->name))
		return true;
	text_append(path, length > 0 ? "/" : "");
	text_append(path, entry->name);
	done = visit->inspection->look ? look_at_entry(visit, entry) : inspect_entry(visit, entry);
	path->length = length;
	path->data[length] = '\0';
	return done;
}

static bool
inspect_folder(struct inspection *inspection, int above, const char *name, bool counted)
{
	struct folder_visit visit = {.inspection = inspection, .counted = counted};

	/* What ended a visit stands as the error already, and is the one that stays. */
	if (!tree_each(above, name, visit_entry, &visit))
		return (inspection->look && errno == ENOENT) || raise_read(inspection);
	if (inspection->look)
		return true;
	inspection->facts->packages += visit.package;
	inspection->facts->mains += visit.main;
	return true;
}

/* Goes through a tree with one of facts and look. */
static bool
inspect_tree(struct inspection *inspection)
{
	CLEANUP_CLOSE int root = tree_open(inspection->root);
	bool done = root >= 0 ? inspect_folder(inspection, root, ".", true) : raise_read(inspection);

	text_dispose(&inspection->path);
	text_dispose(&inspection->content);
	return done || error_while(inspection->err, "reading the project in '%s'", inspection->root);
}

bool
project_inspect(const char *folder, struct project_facts *facts, struct error *err)
{
	struct project_facts found = {0};
	struct inspection inspection = {.root = folder, .facts = &found, .err = err};

	if (!inspect_tree(&inspection))
		return false;
	*facts = found;
	return true;
}

bool
project_look(const char *folder, struct project_look *look, struct error *err)
{
	struct inspection inspection = {.root = folder, .look = look, .err = err};

	project_look_file(folder, look);
	return inspect_tree(&inspection);
}

void
project_look_file(const char *path, struct project_look *look)
{
	struct tree_stamp stamp;

	if (tree_stamp(-1, path, true, &stamp))
		look_add(look, path, &stamp);
}
