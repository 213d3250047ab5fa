/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/exec_generator.h"
#include "platform/confine.h"
#include "platform/hold.h"
#include "platform/mark.h"
#include "platform/process.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "generators/parameters.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static char *
find_program(const char *typed, struct error *err)
{
	char *found = strchr(typed, '/') ? path_resolve(typed, err) : path_find_program(typed);

	if (!found && !strchr(typed, '/'))
		(void)error_raise(err, ERROR_GENERATOR_PROGRAM, typed, "there is no such program on PATH");
	if (found && !file_is_program(found)) {
		(void)error_raise(err, ERROR_GENERATOR_PROGRAM, found, "it is not an executable file");
		free(found);
		found = NULL;
	}
	return found;
}

static unsigned
version_of(struct hash program)
{
	return (unsigned)(program.low & 0x7fffffff);
}

/* Whether what was run is the program whose version the ids of runs are made of. */
static bool
check_version(const struct exec_generator *exec, struct error *err)
{
	struct hash now;

	return file_hash(exec->program, &now, err) &&
		   (version_of(now) == exec->generator.version ||
			   error_raise(err, ERROR_GENERATOR_PROGRAM, exec->program,
				   "it is no longer the program that it was when gorge began; say the same command again"));
}

struct exec_generator *
exec_generator_open(const char *name, struct error *err)
{
	struct exec_generator *exec = memory_zeroed(1, sizeof *exec);
	struct hash hash;

	exec->program = find_program(name + strlen(EXEC_PREFIX), err);
	if (!exec->program || !file_hash(exec->program, &hash, err)) {
		exec_generator_close(exec);
		return NULL;
	}
	exec->generator = (struct generator){.name = memory_copy_text(name),
		.summary = "a program of the user's",
		.stresses = "",
		.issues = "",
		.oldest_go = "1.11",
		.version = version_of(hash),
		.parameters = exec->parameters,
		.run = exec_generator_run};
	return exec;
}

const struct generator *
generator_open(const char *name, struct exec_generator **exec, struct error *err)
{
	*exec = NULL;
	if (!text_starts_with(name, EXEC_PREFIX))
		return generator_find(name, err);
	*exec = exec_generator_open(name, err);
	return *exec ? &(*exec)->generator : NULL;
}

void
exec_generator_close(struct exec_generator *exec)
{
	union {
		const char *in;
		char *out;
	} text;

	if (!exec)
		return;
	for (size_t i = 0; i < exec->parameter_count; i++) {
		text.in = exec->parameters[i].name;
		free(text.out);
	}
	text.in = exec->generator.name;
	free(text.out);
	free(exec->program);
	free(exec);
}

static bool
is_variable(const char *name)
{
	static const char *const taken[] = {"PATH", "HOME", "TMPDIR", MARK_VARIABLE};

	for (size_t i = 0; i < COUNT_OF(taken); i++)
		if (text_equal(name, taken[i]))
			return false;
	for (const char *at = name; *at; at++)
		if (!isalnum((unsigned char)*at) && *at != '_')
			return false;
	return *name && !isdigit((unsigned char)*name);
}

bool
exec_generator_parameter(struct exec_generator *exec, const char *name, struct error *err)
{
	if (parameter_index(&exec->generator, name) != SIZE_MAX)
		return true;
	if (!is_variable(name))
		return error_raise(err, ERROR_BAD_VALUE, name,
			"a parameter of an exec: generator becomes a variable of that name, which this cannot be");
	if (exec->parameter_count == PARAMETER_MOST)
		return error_raise(err, ERROR_BAD_VALUE, name, "more than %d parameters", PARAMETER_MOST);
	exec->parameters[exec->parameter_count++] = (struct parameter){.name = memory_copy_text(name),
		.kind = PARAMETER_TEXT,
		.unit = "",
		.standard = "",
		.help = "passed on to the program"};
	exec->generator.size_parameter = exec->parameters[0].name;
	return true;
}

/* One run of the program, and what came of it. */
struct program_run {
	struct process *process;
	struct error *err;
	bool done;
};

static void
start_program(void *context)
{
	struct program_run *run = context;

	run->done = process_check(run->process, NULL, ERROR_GENERATOR_PROGRAM, run->err);
}

/* In a group of its own, which is made and removed where nothing is confined. */
static bool
run_held(const char *const *own, struct program_run *run)
{
	struct hold *hold = hold_open();
	bool confined;

	run->process->hold = hold;
	confined = confine_run(own, start_program, run);
	int kept = errno;
	hold_close(hold);
	errno = kept;
	return confined;
}

static void
program_environment(const struct generator *generator, const struct parameter_values *values,
	const char *home, struct list *list)
{
	const char *path = getenv("PATH");

	list_add_format(list, "PATH=%s", path ? path : "/usr/local/bin:/usr/bin:/bin");
	list_add_format(list, "HOME=%s", home);
	list_add_format(list, "TMPDIR=%s", home);
	for (size_t i = 0; generator->parameters[i].name; i++)
		list_add_format(list, "%s=%s", generator->parameters[i].name, values->items[i].text);
}

static bool
run_program(const struct exec_generator *exec, const struct parameter_values *values, const char *folder,
	const char *home, struct error *err)
{
	CLEANUP_LIST struct list environment = {0};
	CLEANUP_FREE char *absolute_home = path_resolve(home, err);
	const char *const argv[] = {exec->program, folder, NULL};
	struct process process = {.argv = argv, .folder = folder};
	const char *const own[] = {folder, absolute_home, NULL};
	struct program_run run = {.process = &process, .err = err};

	if (!absolute_home)
		return false;
	program_environment(&exec->generator, values, absolute_home, &environment);
	process.environment = list_strings(&environment);
	if (!run_held(own, &run))
		return error_raise(err, ERROR_NO_RESOURCES, exec->program, "no thread is to be had to confine it: %s",
			strerror(errno));
	return run.done ||
		   error_while(err, "running a generator program, which may write into its folder and TMPDIR only");
}

static bool
holds(const char *folder, const char *name)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);

	return file_exists(path);
}

bool
exec_generator_run(const struct generator *generator, const struct parameter_values *values,
	const char *folder, struct error *err)
{
	const struct exec_generator *exec = (const struct exec_generator *)generator;
	CLEANUP_FREE char *absolute = path_resolve(folder, err);
	CLEANUP_FREE char *home = text_format("%s.home", folder);
	uint64_t bytes, files;
	bool done;

	if (!absolute)
		return false;
	done = run_program(exec, values, absolute, home, err) && check_version(exec, err);
	folder_measure(folder, &bytes, &files);
	if (done && files == 0)
		return error_raise(err, ERROR_GENERATOR_PROGRAM, exec->program, "it wrote nothing into %s", folder);
	if (done && !holds(folder, "go.mod") && !holds(folder, "go.work"))
		return error_raise(
			err, ERROR_GENERATOR_PROGRAM, exec->program, "it wrote no go.mod (nor go.work) into %s", folder);
	return done;
}
