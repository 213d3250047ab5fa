/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/project.h"
#include "generators/project_inspect.h"
#include "generators/pattern.h"
#include "generators/project_facts.h"
#include "generators/project_marker.h"
#include "generators/project_writer.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "base/units.h"
#include "generators/parameters.h"
#include "generators/generator_values.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static void
cleanup_folder(DIR **folder)
{
	if (*folder)
		(void)closedir(*folder);
}
#define CLEANUP_FOLDER __attribute__((cleanup(cleanup_folder)))

static bool
is_own(const char *name)
{
	return text_equal(name, ".") || text_equal(name, "..") || text_equal(name, PROJECT_MARKER);
}

/* The first name in a folder that is not gorge's, or NULL. */
static const char *
first_foreign(DIR *folder)
{
	struct dirent *entry;

	rewinddir(folder);
	while ((entry = readdir(folder)) != NULL)
		if (!is_own(entry->d_name))
			return entry->d_name;
	return NULL;
}

/* The marker stays until the end: a deletion that is interrupted can be taken up again. */
static bool
empty_folder(DIR *folder, const char *path, struct error *err)
{
	struct dirent *entry;

	rewinddir(folder);
	while ((entry = readdir(folder)) != NULL) {
		CLEANUP_FREE char *below = text_format("%s/%s", path, entry->d_name);
		if (!is_own(entry->d_name) && !folder_delete(below, err))
			return error_while(err, "replacing the project in '%s'", path);
	}
	return true;
}

/* Leaves the folder empty but for the marker of an unfinished project. */
static bool
take_folder(DIR *folder, const char *path, enum marker_state marker, struct error *err)
{
	const char *foreign = marker == MARKER_NONE ? first_foreign(folder) : NULL;

	if (foreign)
		return error_raise(err, ERROR_FOLDER_NOT_EMPTY, path,
			"it holds '%s', and no %s that would say that gorge made it", foreign, PROJECT_MARKER);
	return project_marker_begin(dirfd(folder), path, err) && empty_folder(folder, path, err);
}

/* Processors this process may run on, which a container or taskset may have made fewer. */
static unsigned
processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) != 0)
		return 1;
	return CPU_COUNT(&set) > 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

static bool
write_with(const struct generator *generator, const struct parameter_values *values,
	struct project_writer *writer, struct error *err)
{
	return generator->write ? generator->write(values, writer, err)
							: pattern_write_composed(generator, values, writer, err);
}

static bool
write_project(const struct generator *generator, const struct parameter_values *values, DIR *folder,
	const char *path, unsigned threads, struct project_facts *facts, struct error *err)
{
	struct project_writer *writer =
		project_writer_new(dirfd(folder), path, threads > 0 ? threads : processors());
	bool done = write_with(generator, values, writer, err);

	*facts = *project_writer_facts(writer);
	project_writer_free(writer);
	if (!done)
		return error_while(err, "generating a '%s' project in '%s'", generator->name, path);
	return true;
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

/* Runs the program beside the folder, so that nothing half done ever stands under the final name. */
static bool
run_into(const struct generator *generator, const struct parameter_values *values, const char *path,
	struct project_facts *facts, struct error *err)
{
	CLEANUP_FREE char *part = text_format("%.*s.part", (int)length_without_slashes(path), path);
	struct error uncleaned = ERROR_INIT;

	if (folder_delete(part, err) && folder_make(part, err) && generator->run(generator, values, part, err) &&
		project_inspect(part, facts, err) && check_program_wrote(generator, facts, err) &&
		folder_delete(path, err) && (rename(part, path) == 0 || error_raise_errno(err, ERROR_WRITE, path)))
		return true;
	(void)folder_delete(part, &uncleaned);
	(void)folder_delete(path, &uncleaned);
	return error_while(err, "generating a '%s' project in '%s'", generator->name, path);
}

/* Two that write into one folder would each delete what the other wrote. The lock ends with the process, or
 * when the folder is closed; a file system without locks has none. */
static bool
lock_folder(DIR *folder, const char *path, struct error *err)
{
	if (flock(dirfd(folder), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return true;
	return error_raise(err, ERROR_BUSY, path, "another gorge is writing a project there");
}

bool
project_generate(const struct generator *generator, const struct parameter_values *values, const char *path,
	unsigned threads, struct project_facts *facts, struct error *err)
{
	CLEANUP_TEXT struct text identity = {0};
	CLEANUP_FOLDER DIR *folder = NULL;
	enum marker_state marker;

	if (!generator_check(generator, values, err) || !folder_make(path, err))
		return false;
	folder = opendir(path);
	if (!folder)
		return error_raise_errno(err, ERROR_WRITE, path);
	if (!lock_folder(folder, path, err))
		return false;
	project_identity(generator, values, &identity);
	marker = project_marker_read(path, identity.data, facts);
	if (marker == MARKER_FINISHED)
		return true;
	return take_folder(folder, path, marker, err) &&
		   (generator->run ? run_into(generator, values, path, facts, err)
						   : write_project(generator, values, folder, path, threads, facts, err)) &&
		   project_marker_finish(path, identity.data, facts, err);
}

bool
project_volume(const struct generator *generator, const struct parameter_values *values,
	struct project_volume *volume, struct error *err)
{
	struct project_writer *writer = project_writer_new(-1, "", processors());
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
