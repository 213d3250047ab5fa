/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/upgrade.h"
#include "base/memory.h"
#include "record/csv_copy.h"
#include "platform/file.h"
#include "record/csv_file.h"

#include <stdio.h>

static bool
has_other_header(const char *path, const struct csv_layout *layout)
{
	CLEANUP_FILE FILE *file = fopen(path, "rbe");
	CLEANUP_FREE char *line = NULL;
	CLEANUP_TEXT struct text header = {0};
	size_t capacity = 0;

	csv_append_header(&header, layout);
	return file && getline(&line, &capacity, file) > 0 && text_ends_with(line, "\n") &&
		   !text_equal(line, text_string(&header));
}

static bool
rewrite(const char *path, const char *partial, const struct csv_layout *layout, struct csv_copied *copied,
	struct error *err)
{
	struct csv_file fresh;
	bool done;

	/* which a gorge that was killed here has left */
	if (!file_delete(partial, err) || !csv_file_open(partial, layout, &fresh, err))
		return false;
	done = csv_copy(path, NULL, &fresh, copied, err) && csv_file_sync(&fresh, err);
	csv_file_close(&fresh);
	return done && file_move(partial, path, err);
}

static void
tell(const char *path, const struct csv_copied *copied, struct text *story)
{
	text_append_format(story, "%s was begun by another gorge; columns added, empty for its %zu rows: ", path,
		copied->row_count);
	for (size_t i = 0; i < copied->added.count; i++)
		text_append_format(story, "%s%s", i > 0 ? ", " : "", copied->added.items[i]);
	text_append(story, copied->added.count > 0 ? "\n" : "none, their order has changed\n");
}

bool
csv_upgrade(const char *path, const struct csv_layout *layout, struct text *story, struct error *err)
{
	CLEANUP_FREE char *target = file_target(path, err), *partial = NULL;
	struct csv_copied copied = {0};
	struct error left = ERROR_INIT;

	if (!target || !has_other_header(target, layout))
		return target != NULL;
	partial = text_format("%s.partial", target);
	bool done = rewrite(target, partial, layout, &copied, err);
	if (done)
		tell(path, &copied, story);
	else
		(void)file_delete(partial, &left);
	list_dispose(&copied.added);
	return done;
}
