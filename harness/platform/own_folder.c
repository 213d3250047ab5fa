/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/own_folder.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/mark.h"
#include "platform/tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char words[] = "gorge made this folder, and may delete it with all that is in it.\n";

bool
own_folder_mark(const char *path, struct error *err)
{
	CLEANUP_CLOSE int folder = tree_open(path);

	return (folder >= 0 && tree_write(folder, OWN_FOLDER_MARKER, words, sizeof words - 1)) ||
		   error_raise_errno(err, ERROR_WRITE, path);
}

/* A folder is made where another name says whose it is, until it says so itself: whenever a gorge is killed,
 * what it leaves is known. */
static const char nursery[] = ".gorge-new-";

static void
clear_nurseries(const char *above)
{
	CLEANUP_FREE char *pattern = text_format("%s*", nursery);
	CLEANUP_LIST struct list found = {0};

	folder_find(above, pattern, &found);
	for (size_t i = 0; i < found.count; i++) {
		struct error stays = ERROR_INIT;
		if (mark_names_dead(path_name(found.items[i]), nursery) && file_kind(found.items[i]) == FILE_FOLDER)
			(void)folder_delete(found.items[i], &stays);
	}
}

/* Makes a marked folder in a nursery; `inside` ends in "XXXXXX". */
static bool
make_inside(char *inside, const char *home, struct error *err)
{
	return folder_make(home, err) && folder_make_unique(inside, err) && own_folder_mark(inside, err);
}

/* And moves it to its place, under the name that it got there if it is to have one of its own. */
static bool
make_at(char *path, bool unique, struct error *err)
{
	CLEANUP_FREE char *above = path_folder(path), *home = NULL, *inside = NULL;
	struct error failure = ERROR_INIT;
	struct mark self = mark_self();
	char mark[MARK_TEXT_BYTES];
	bool made;

	home = text_format("%s/%s%s", above, nursery, mark_format(&self, '-', mark));
	inside = text_format("%s/%s", home, unique ? path_name(path) : "XXXXXX");
	clear_nurseries(above);
	made = make_inside(inside, home, &failure);
	if (unique) /* as long as it was */
		memcpy(path + strlen(path) - strlen(path_name(path)), path_name(inside), strlen(path_name(inside)));
	made = made && file_move(inside, path, &failure);
	(void)folder_delete(home, &failure);
	return made || error_raise(err, failure.id, path, "%s", failure.why);
}

bool
own_folder_make(char *path, struct error *err)
{
	return make_at(path, true, err);
}

bool
own_folder_make_named(const char *path, struct error *err)
{
	CLEANUP_FREE char *copy = memory_copy_text(path);

	return make_at(copy, false, err);
}

bool
own_folder_is(const char *path)
{
	CLEANUP_FREE char *marker = text_format("%s/%s", path, OWN_FOLDER_MARKER);
	CLEANUP_TEXT struct text text = {0};

	return file_kind(path) == FILE_FOLDER && file_kind(marker) == FILE_PLAIN &&
		   file_try_read(marker, &text) && text_equal(text_string(&text), words);
}

struct emptying {
	const char *path;
	struct error *err;
};

static bool
delete_entry(void *context, const struct folder_entry *entry)
{
	const struct emptying *emptying = context;
	CLEANUP_FREE char *below = text_format("%s/%s", emptying->path, entry->name);

	/* what cannot be deleted is told once, and keeps nothing else from being so */
	if (!text_equal(entry->name, OWN_FOLDER_MARKER) && !tree_delete(entry->folder, entry->name))
		(void)error_raise_errno(emptying->err, ERROR_WRITE, below);
	return true;
}

/* Opens the folder that stands there itself, and none that a link leads to. */
static int
enter(const char *path)
{
	CLEANUP_FREE char *above = path_folder(path);
	CLEANUP_CLOSE int parent = tree_open(above);

	return parent >= 0 ? tree_enter(parent, path_name(path)) : -1;
}

/* The mark is the last that is in it. Where the folder itself stays, it gets it back, or nobody would know it
 * any more. */
static bool
delete_emptied(int folder, const char *path, struct error *err)
{
	if (folder_delete(path, err))
		return true;
	(void)tree_write(folder, OWN_FOLDER_MARKER, words, sizeof words - 1);
	return false;
}

bool
own_folder_delete(const char *path, struct error *err)
{
	struct error stays = ERROR_INIT;
	struct emptying emptying = {path, &stays};

	if (file_kind(path) != FILE_FOLDER)
		return folder_delete(path, err);
	CLEANUP_CLOSE int folder = enter(path);
	if (folder_each(path, delete_entry, &emptying, &stays) && stays.id == ERROR_NONE)
		return delete_emptied(folder, path, err);
	return error_raise(err, stays.id, stays.where, "%s", stays.why);
}

void
own_folder_drop(const char *path)
{
	struct error stays = ERROR_INIT;

	if (!own_folder_delete(path, &stays))
		(void)fprintf(stderr, "gorge: this cannot be deleted, and stays: %s: %s\n", stays.where, stays.why);
}

void
own_folder_clear_away(const char *path)
{
	struct error left = ERROR_INIT;

	if (own_folder_is(path) && !own_folder_delete(path, &left))
		(void)fprintf(stderr, "gorge: what an earlier gorge has left stays: %s: %s\n", left.where, left.why);
}
