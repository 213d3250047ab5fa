/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/upkeep/replacement.h"

#include "base/memory.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "record/csv_copy.h"
#include "record/samples.h"

#include <stdlib.h>

static char *
unfinished_folder(const char *folder)
{
	return text_format("%s/.replacement.partial", folder);
}

static char *
finished_folder(const char *folder)
{
	return text_format("%s/.replacement", folder);
}

/* Fills a file that is new with what is to stand in it. */
static bool
fill_copy(const struct replacement *replacement, const struct csv_file *from, struct csv_file *copy,
	struct error *err)
{
	if (!csv_copy_without(from->file.path, replacement->old_id, copy, err))
		return false;
	text_append_bytes(&copy->pending, text_string(&from->pending), from->pending.length);
	return from->layout != &samples_layout || !replacement->timeline_path ||
		   samples_add(replacement->timeline_path, replacement->new_id, copy, err);
}

static bool
write_copy(
	const struct replacement *replacement, const char *folder, const struct csv_file *from, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, from->layout->name);
	struct csv_file copy;

	if (!csv_file_open(path, from->layout, &copy, err))
		return false;
	bool written = fill_copy(replacement, from, &copy, err) && csv_file_sync(&copy, err);
	csv_file_close(&copy);
	return written;
}

bool
replacement_make(
	const struct replacement *replacement, struct csv_file *const *files, size_t count, struct error *err)
{
	CLEANUP_FREE char *unfinished = unfinished_folder(replacement->folder);
	CLEANUP_FREE char *finished = finished_folder(replacement->folder);
	struct error left = ERROR_INIT;
	bool done = folder_delete(unfinished, err) && folder_make(unfinished, err);

	for (size_t i = 0; done && i < count; i++)
		done = write_copy(replacement, unfinished, files[i], err);
	done = done && file_move(unfinished, finished, err);
	if (!done)
		(void)folder_delete(unfinished, &left);
	return done;
}

bool
replacement_finish(const char *folder, struct error *err)
{
	CLEANUP_FREE char *unfinished = unfinished_folder(folder), *finished = finished_folder(folder);
	CLEANUP_LIST struct list names = {0};

	if (!folder_delete(unfinished, err))
		return false;
	if (!file_is_folder(finished))
		return true;
	if (!folder_list(finished, &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		CLEANUP_FREE char *from = text_format("%s/%s", finished, names.items[i]);
		CLEANUP_FREE char *to = text_format("%s/%s", folder, names.items[i]);
		if (!file_move(from, to, err))
			return false;
	}
	return folder_delete(finished, err);
}
