/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/project.h"
#include "generators/project_inspect.h"
#include "generators/pattern.h"
#include "generators/project_facts.h"
#include "generators/project_marker.h"
#include "generators/project_writer.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/lock.h"
#include "platform/machine.h"
#include "platform/own_folder.h"
#include "platform/tree.h"
#include "base/memory.h"
#include "base/units.h"
#include "generators/parameters.h"
#include "generators/generator_values.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The first name in a folder that is not gorge's. */
static bool
find_foreign(void *context, const struct folder_entry *entry)
{
	char **foreign = context;

	if (text_equal(entry->name, PROJECT_MARKER))
		return true;
	*foreign = memory_copy_text(entry->name);
	return false;
}

/* A folder without a marker may be taken when there is nothing in it. */
static bool
check_empty(const char *path, struct error *err)
{
	CLEANUP_FREE char *foreign = NULL;

	if (folder_each(path, find_foreign, &foreign, err))
		return true;
	if (foreign)
		return error_raise(err, ERROR_FOLDER_NOT_EMPTY, path,
			"it holds '%s', and no %s that would say that gorge made it", foreign, PROJECT_MARKER);
	return false;
}

struct emptying {
	const char *path;
	struct error *err;
};

/* The marker stays until the end: a deletion that is interrupted can be taken up again. */
static bool
delete_entry(void *context, const struct folder_entry *entry)
{
	const struct emptying *emptying = context;
	CLEANUP_FREE char *below = text_format("%s/%s", emptying->path, entry->name);

	return text_equal(entry->name, PROJECT_MARKER) || tree_delete(entry->folder, entry->name) ||
		   error_raise_errno(emptying->err, ERROR_WRITE, below);
}

static bool
empty_folder(const char *path, struct error *err)
{
	struct emptying emptying = {path, err};

	return folder_each(path, delete_entry, &emptying, err) ||
		   error_while(err, "replacing the project in '%s'", path);
}

/* Leaves the folder empty but for the marker of an unfinished project. */
static bool
take_folder(int folder, const char *path, enum marker_state marker, struct error *err)
{
	return (marker != MARKER_NONE || check_empty(path, err)) && project_marker_begin(folder, path, err) &&
		   empty_folder(path, err);
}

static bool
write_with(const struct generator *generator, const struct parameter_values *values,
	struct project_writer *writer, struct error *err)
{
	return generator->write ? generator->write(values, writer, err)
							: pattern_write_composed(generator, values, writer, err);
}

/* Frees the writer. */
static bool
write_project(const struct generator *generator, const struct parameter_values *values,
	struct project_writer *writer, struct project_facts *facts, struct error *err)
{
	bool done = write_with(generator, values, writer, err);

	*facts = *project_writer_facts(writer);
	project_writer_free(writer);
	return done;
}

/* Of "folder/", how much is "folder". */
static size_t
length_without_slashes(const char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	return length;
}

static bool
check_program_wrote(const struct generator *generator, const struct project_facts *facts, struct error *err)
{
	return facts->files > 0 ||
		   error_raise(err, ERROR_GENERATOR_PROGRAM, generator->name, "it wrote no file of Go code");
}

/* Where a program writes, and the home that it has meanwhile: a folder of gorge's own, which by being there
 * says that the part is gorge's too. The program itself is to find its folder empty. */
struct apart {
	char *part, *home;
};

static void
apart_dispose(struct apart *apart)
{
	free(apart->part);
	free(apart->home);
}

static bool
check_free(const char *path, struct error *err)
{
	return file_kind(path) == FILE_MISSING ||
		   error_raise(err, ERROR_FOLDER_NOT_EMPTY, path, "a generator program is to write under that name");
}

/* Deletes both; what has marked them goes last. */
static bool
apart_delete(const struct apart *apart, struct error *err)
{
	return folder_delete(apart->part, err) && own_folder_delete(apart->home, err);
}

/* Makes both, in place of what a gorge that was killed has left: the lock of the final folder is held. */
static bool
apart_make(const struct apart *apart, struct error *err)
{
	return (!own_folder_is(apart->home) || apart_delete(apart, err)) && check_free(apart->part, err) &&
		   check_free(apart->home, err) && own_folder_make_named(apart->home, err) &&
		   folder_make(apart->part, err);
}

static bool
run_apart(const struct generator *generator, const struct parameter_values *values, const struct apart *apart,
	struct project_facts *facts, struct error *err)
{
	return generator->run(generator, values, apart->part, err) && project_inspect(apart->part, facts, err) &&
		   check_program_wrote(generator, facts, err);
}

/* Runs the program beside the folder, so that nothing half done ever stands under the final name. */
static bool
run_into(const struct generator *generator, const struct parameter_values *values, const char *path,
	struct project_facts *facts, struct error *err)
{
	int length = (int)length_without_slashes(path);
	__attribute__((cleanup(apart_dispose))) struct apart apart = {
		text_format("%.*s.part", length, path), text_format("%.*s.part.home", length, path)};
	struct error uncleaned = ERROR_INIT;
	bool made = apart_make(&apart, err);

	if (made && run_apart(generator, values, &apart, facts, err) && folder_delete(path, err) &&
		file_move(apart.part, path, err))
		return own_folder_delete(apart.home, err);
	if (made)
		(void)apart_delete(&apart, &uncleaned);
	(void)folder_delete(path, &uncleaned);
	return false;
}

/* Two that write into one folder would each delete what the other wrote. A file system without locks has
 * none. */
static bool
lock_folder(const char *path, struct lock *lock, struct error *err)
{
	struct error none = ERROR_INIT;

	return lock_try(path, LOCK_EXCLUSIVE, lock, &none) != LOCK_BUSY ||
		   error_raise(err, ERROR_BUSY, path, "another gorge is writing a project there");
}

bool
project_generate(const struct generator *generator, const struct parameter_values *values, const char *path,
	unsigned threads, struct project_facts *facts, struct error *err)
{
	CLEANUP_TEXT struct text identity = {0};
	CLEANUP_LOCK struct lock lock = {0};
	CLEANUP_CLOSE int folder = -1;
	enum marker_state marker;

	if (!generator_check(generator, values, err) || !folder_make(path, err) || !lock_folder(path, &lock, err))
		return false;
	folder = tree_open(path);
	if (folder < 0)
		return error_raise_errno(err, ERROR_WRITE, path);
	project_identity(generator, values, &identity);
	marker = project_marker_read(path, identity.data, facts);
	if (marker == MARKER_FINISHED)
		return true;
	if (!take_folder(folder, path, marker, err))
		return false;
	threads = threads > 0 ? threads : machine_processors();
	if (!(generator->run
				? run_into(generator, values, path, facts, err)
				: write_project(generator, values, project_writer_new(folder, path, threads), facts, err)))
		return error_while(err, "generating a '%s' project in '%s'", generator->name, path);
	return project_marker_finish(path, identity.data, facts, err);
}

bool
project_volume(const struct generator *generator, const struct parameter_values *values,
	struct project_volume *volume, struct error *err)
{
	struct project_writer *writer = project_writer_new(-1, "", machine_processors());
	bool done = generator_check(generator, values, err) &&
				(generator->run || write_with(generator, values, writer, err));

	*volume = *project_writer_volume(writer);
	project_writer_free(writer);
	return done;
}

bool
project_ask(const struct generator *generator, const struct parameter_values *values, struct error *err)
{
	const struct parameter *asks = generator_asks(generator, values);
	char where[128], size[UNITS_TEXT_BYTES];
	struct project_volume volume;

	if (!asks)
		return true;
	(void)snprintf(
		where, sizeof where, "%s=%s", asks->name, parameter_value(generator, values, asks->name)->text);
	if (!project_volume(generator, values, &volume, err))
		return false;
	return error_raise(err, ERROR_NEEDS_YES, where,
		"above %s=%.10g a '%s' project is asked about first; this one has %" PRIu64
		" files and %s, and 'gorge "
		"describe %s' says how a compiler's memory grows with it",
		asks->name, asks->ask, generator->name, volume.files, units_format_bytes(size, volume.bytes),
		generator->name);
}
