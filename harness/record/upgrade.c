/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/upgrade.h"
#include "base/memory.h"
#include "record/csv_copy.h"
#include "record/csv_file.h"
#include "record/upkeep/lines.h"
#include "platform/file.h"

#include <ctype.h>
#include <stdio.h>

static bool
has_other_header(const char *path, const struct csv_layout *layout)
{
	CLEANUP_FILE FILE *file = fopen(path, "rbe");
	CLEANUP_TEXT struct text line = {0}, header = {0};
	struct error too_long = ERROR_INIT;

	csv_append_header(&header, layout);
	return file && line_next(file, path, &line, &too_long) && text_ends_with(line.data, "\n") &&
		   !text_equal(line.data, text_string(&header));
}

/* A file of blanks and line ends alone, as a full disk may have left it, tells nothing. */
static bool
is_blank(const char *path)
{
	CLEANUP_FILE FILE *file = fopen(path, "rbe");
	int byte = EOF;

	for (size_t i = 0; file && i < LINE_MOST_BYTES && (byte = getc_unlocked(file)) != EOF && isspace(byte);
		 i++)
		;
	return file && byte == EOF;
}

static bool
rewrite(const char *path, const struct csv_layout *layout, const char *const *given,
	struct csv_copied *copied, struct error *err)
{
	CLEANUP_FREE char *partial = text_format("%s.partial", path);
	struct error left = ERROR_INIT;
	struct csv_file fresh;

	/* which a gorge that was killed here has left */
	if (!file_delete(partial, err) || !csv_file_open(partial, layout, &fresh, err))
		return false;
	bool done = csv_copy(path, given, &fresh, copied, err) && csv_file_sync(&fresh, err);
	csv_file_close(&fresh);
	done = done && file_move(partial, path, err);
	if (!done)
		(void)file_delete(partial, &left);
	return done;
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
csv_upgrade(const char *path, const struct csv_layout *layout, const char *const *given, struct text *story,
	struct error *err)
{
	CLEANUP_FREE char *target = file_target(path, err);
	struct csv_copied copied = {0};

	if (target && is_blank(target))
		return file_delete(target, err);
	if (!target || !has_other_header(target, layout))
		return target != NULL;
	bool done = rewrite(target, layout, given, &copied, err);
	if (done)
		tell(path, &copied, story);
	list_dispose(&copied.added);
	return done;
}
