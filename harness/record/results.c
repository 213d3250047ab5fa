/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/results.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/hash.h"
#include "base/memory.h"
#include "record/table.h"
#include "record/upgrade.h"
#include "platform/clock.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void
csv_append_field(struct text *line, const char *field, bool last)
{
	size_t length = strlen(field), room = 2 * length + 2;
	bool plain = strpbrk(field, ",\"\r\n") == NULL;

	if (plain) {
		text_append_bytes(line, field, length);
	} else {
		CLEANUP_FREE char *quoted = memory_zeroed(room, 1);
		text_append_bytes(line, quoted, csv_write(quoted, room, field, length));
	}
	text_append(line, last ? "\r\n" : ",");
}

static void
append_header(const struct column *columns, size_t count, struct text *line)
{
	for (size_t i = 0; i < count; i++)
		csv_append_field(line, columns[i].name, i + 1 == count);
}

static size_t
count_columns(const struct column *columns)
{
	size_t count = 0;

	while (columns[count].name)
		count++;
	return count;
}

/* Cuts the file back to its last complete line. */
static bool
drop_torn_line(const char *path, struct error *err)
{
	CLEANUP_CLOSE int fd = open(path, O_RDWR | O_CLOEXEC);
	struct stat status;
	char last;

	if (fd < 0)
		return errno == ENOENT || error_raise_errno(err, ERROR_READ, path);
	if (fstat(fd, &status) != 0)
		return error_raise_errno(err, ERROR_READ, path);
	off_t end = status.st_size;
	while (end > 0 && pread(fd, &last, 1, end - 1) == 1 && last != '\n')
		end--;
	if (end != status.st_size && ftruncate(fd, end) != 0)
		return error_raise_errno(err, ERROR_WRITE, path);
	return true;
}

/* True for a file that is not there, is empty, or begins with exactly the header that this gorge writes. */
static bool
has_header(const char *path, const struct text *header)
{
	CLEANUP_FREE char *start = memory_zeroed(header->length + 1, 1);
	CLEANUP_FILE FILE *file = fopen(path, "rb");

	return !file || fread(start, 1, header->length, file) == 0 || text_equal(start, text_string(header));
}

static bool
open_csv(const char *folder, const char *name, const struct column *columns, size_t count,
	struct csv_file *csv, struct text *story, struct error *err)
{
	CLEANUP_TEXT struct text header = {0};

	append_header(columns, count, &header);
	csv->path = text_format("%s/%s", folder, name);
	if (!drop_torn_line(csv->path, err) ||
		(!has_header(csv->path, &header) && !csv_upgrade(csv->path, columns, count, story, err)))
		return false;
	csv->fd = open(csv->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (csv->fd < 0)
		return error_raise_errno(err, ERROR_WRITE, csv->path);
	if (lseek(csv->fd, 0, SEEK_END) == 0 &&
		write(csv->fd, header.data, header.length) != (ssize_t)header.length) {
		(void)error_raise_errno(err, ERROR_WRITE, csv->path);
		(void)ftruncate(csv->fd, 0);
		return false;
	}
	return true;
}

static int
compare_ids(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
read_finished(struct results *results, struct error *err)
{
	struct table table = {0};

	if (!table_read(results->runs.path, RECORD_SCHEMA, &table, err))
		return false;
	size_t column = table_column(&table, "run_id");
	for (size_t row = 0; row < table.row_count; row++)
		list_add(&results->finished, table_text(&table, row, column));
	table_dispose(&table);
	if (results->finished.count > 0)
		qsort(results->finished.items, results->finished.count, sizeof(char *), compare_ids);
	return true;
}

bool
results_has(const struct results *results, const char *run_id)
{
	return results->finished.count > 0 && bsearch(&run_id, results->finished.items, results->finished.count,
											  sizeof(char *), compare_ids) != NULL;
}

/* True when a line of tools.csv belongs to a finished run: its second field is the run's id. */
static bool
is_finished_tool(const struct results *results, const char *line)
{
	const char *comma = strchr(line, ',');
	char id[HASH_TEXT_BYTES];

	if (!comma || strlen(comma + 1) < HASH_TEXT_BYTES - 1)
		return false;
	memcpy(id, comma + 1, HASH_TEXT_BYTES - 1);
	id[HASH_TEXT_BYTES - 1] = '\0';
	return results_has(results, id);
}

/* Tool rows are appended just before the row of their run, so those of a run that was cut off stand at the
 * end: the file is cut behind the last row of a finished run. Streams, since the file can be large. */
static bool
drop_orphans(const struct results *results, struct error *err)
{
	CLEANUP_FILE FILE *file = fopen(results->tools.path, "rb");
	CLEANUP_FREE char *line = NULL;
	size_t capacity = 0;
	off_t end = 0, kept = 0;
	ssize_t length;

	if (!file)
		return error_raise_errno(err, ERROR_READ, results->tools.path);
	while ((length = getline(&line, &capacity, file)) > 0) {
		bool is_header = end == 0;
		end += length;
		if (is_header || is_finished_tool(results, line))
			kept = end;
	}
	if (kept != end && ftruncate(results->tools.fd, kept) != 0)
		return error_raise_errno(err, ERROR_WRITE, results->tools.path);
	return true;
}

static bool
take_lock(struct results *results, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/.lock", results->folder);

	results->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (results->lock_fd < 0)
		return error_raise_errno(err, ERROR_WRITE, path);
	if (flock(results->lock_fd, LOCK_EX | LOCK_NB) != 0)
		return error_raise(err, ERROR_BUSY, results->folder, "another gorge holds the lock %s", path);
	return true;
}

static bool
move_aside(const char *folder, struct error *err)
{
	static const char *const names[] = {"runs.csv", "tools.csv", "samples.csv", "environment.json"};
	char stamp[CLOCK_TEXT_BYTES];
	CLEANUP_FREE char *aside = text_format("%s/before-%s", folder, clock_utc(CLOCK_NAME, stamp));

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		CLEANUP_FREE char *from = text_format("%s/%s", folder, names[i]);
		CLEANUP_FREE char *to = text_format("%s/%s", aside, names[i]);
		if (!file_exists(from))
			continue;
		if (!folder_make(aside, err))
			return false;
		if (rename(from, to) != 0)
			return error_raise_errno(err, ERROR_WRITE, to);
	}
	return true;
}

bool
results_open(const char *folder, bool fresh, struct results *results, struct error *err)
{
	*results = (struct results){.lock_fd = -1, .runs.fd = -1, .tools.fd = -1};
	results->folder = memory_copy_text(folder);
	if (folder_make(folder, err) && take_lock(results, err) && (!fresh || move_aside(folder, err)) &&
		open_csv(folder, "runs.csv", run_columns, RUN_COLUMN_COUNT, &results->runs, &results->story, err) &&
		open_csv(folder, "tools.csv", tool_columns, count_columns(tool_columns), &results->tools,
			&results->story, err) &&
		read_finished(results, err) && drop_orphans(results, err))
		return true;
	results_close(results);
	return error_while(err, "opening the results folder '%s'", folder);
}

static void
close_csv(struct csv_file *csv)
{
	if (csv->fd >= 0)
		(void)close(csv->fd); /* every row was synced when it was added */
	csv->fd = -1;
	free(csv->path);
	csv->path = NULL;
	text_dispose(&csv->pending);
}

void
results_close(struct results *results)
{
	close_csv(&results->runs);
	close_csv(&results->tools);
	if (results->lock_fd >= 0)
		(void)close(results->lock_fd);
	results->lock_fd = -1;
	list_dispose(&results->finished);
	text_dispose(&results->story);
	free(results->folder);
	results->folder = NULL;
}

void
results_tool_cell(struct results *results, const char *text)
{
	csv_append_field(&results->tools.pending, text, false);
}

void
results_tool_count(struct results *results, uint64_t count)
{
	text_append_format(&results->tools.pending, "%" PRIu64 ",", count);
}

void
results_tool_end(struct results *results)
{
	struct text *pending = &results->tools.pending;

	pending->length--; /* the comma behind the last cell */
	text_append(pending, "\r\n");
}

/* Appends all that is pending, or nothing. */
static bool
flush_csv(struct csv_file *csv, off_t *before, struct error *err)
{
	size_t wanted = csv->pending.length;
	ssize_t wrote = 0;

	*before = lseek(csv->fd, 0, SEEK_END);
	if (wanted > 0)
		wrote = write(csv->fd, csv->pending.data, wanted);
	text_clear(&csv->pending);
	if (wrote == (ssize_t)wanted && fdatasync(csv->fd) == 0)
		return true;
	if (wrote >= 0 && errno == 0)
		errno = ENOSPC;
	(void)error_raise_errno(err, ERROR_WRITE, csv->path);
	(void)ftruncate(csv->fd, *before);
	return false;
}

bool
results_add_run(struct results *results, const struct row *row, struct error *err)
{
	off_t tools_before, runs_before;

	for (size_t i = 0; i < RUN_COLUMN_COUNT; i++)
		csv_append_field(
			&results->runs.pending, row_text(row, (enum run_column)i), i + 1 == RUN_COLUMN_COUNT);
	errno = 0;
	if (!flush_csv(&results->tools, &tools_before, err)) {
		text_clear(&results->runs.pending);
		return false;
	}
	if (flush_csv(&results->runs, &runs_before, err))
		return true;
	(void)ftruncate(results->tools.fd, tools_before);
	return false;
}
