/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/support.h"
#include "base/file.h"
#include "base/memory.h"
#include "toolchain/quirks.h"

#include <stdlib.h>
#include <string.h>

/* Where a go line is only advice it is taken for a module of the proxy all the same: what its authors do not
 * claim is no cell of a comparison of releases. */
static bool
local_too_new(const struct local_project *local, const struct toolchain *toolchain)
{
	return (local->sum || toolchain_has(toolchain, QUIRK_go_line_binds)) &&
		   !toolchain_at_least(toolchain, local->go_minor);
}

/* True, with why, when the project is too new for this release. */
static bool
lacks_release(const struct support_question *question, char *why, size_t why_bytes)
{
	const struct generator *generator = question->generator;
	const struct local_project *local = question->local;
	unsigned needs = generator ? generator_needs_minor(generator, &question->cell->values) : 0;

	if (generator && !toolchain_at_least(question->toolchain, needs)) {
		(void)snprintf(why, why_bytes, "this project needs Go 1.%u", needs);
		return true;
	}
	if (local && local_too_new(local, question->toolchain)) {
		(void)snprintf(why, why_bytes, "the go line of this project asks for Go 1.%u", local->go_minor);
		return true;
	}
	return false;
}

static bool
cannot_edit(const struct support_question *question, char *why, size_t why_bytes)
{
	if (!question->local || !text_starts_with(question->cell->cache, EDIT_PREFIX))
		return false;
	(void)snprintf(why, why_bytes, "an edit would write into a project that gorge did not make");
	return true;
}

/* Finds what CC names: a program on PATH or a path, perhaps with arguments. The caller frees it. */
static char *
find_compiler(const char *command)
{
	CLEANUP_LIST struct list words = {0};

	list_split(&words, command, ' ');
	if (words.count == 0)
		return NULL;
	if (!strchr(words.items[0], '/'))
		return path_find_program(words.items[0]);
	return file_is_program(words.items[0]) ? memory_copy_text(words.items[0]) : NULL;
}

/* Whether there is a C compiler: the cell's own CC, else any that a go command looks for by itself. */
static bool
has_c_compiler(const struct cell *cell)
{
	const char *commands[] = {"gcc", "cc", "clang"};
	bool found = false;

	for (size_t i = 0; i < cell->variables.count; i++)
		if (text_starts_with(cell->variables.items[i], "CC=") &&
			!text_ends_with(cell->variables.items[i], "=unset"))
			commands[0] = commands[1] = commands[2] = cell->variables.items[i] + strlen("CC=");
	for (size_t i = 0; i < COUNT_OF(commands) && !found; i++) {
		CLEANUP_FREE char *compiler = find_compiler(commands[i]);
		found = compiler != NULL;
	}
	return found;
}

/* True, with why, when the project has C code and the cell compiles none. */
static bool
lacks_c(const struct support_question *question, char *why, size_t why_bytes)
{
	const struct cell *cell = question->cell;

	if (!question->generator || !question->generator->needs_cgo || question->workload->uses_loader)
		return false;
	if (!text_equal(cell->settings[SETTING_CGO_ENABLED], "1")) {
		(void)snprintf(why, why_bytes, "the C code of this project wants CGO_ENABLED = 1");
		return true;
	}
	if (has_c_compiler(cell))
		return false;
	(void)snprintf(why, why_bytes, "this project has C code and no C compiler is found: CC or gcc on PATH");
	return true;
}

/* A standard library that is compiled already leaves nothing to be measured. */
static bool
lacks_work(const struct support_question *question, char *why, size_t why_bytes)
{
	const struct cell *cell = question->cell;

	if (!question->local || !text_equal(cell->target, "std") || text_equal(cell->cache, "cold"))
		return false;
	(void)snprintf(
		why, why_bytes, "with cache = %s all of std is there already; it wants cache = cold", cell->cache);
	return true;
}

bool
support_lacks(const struct support_question *question, char *why, size_t why_bytes)
{
	static bool (*const checks[])(const struct support_question *, char *, size_t) = {
		lacks_release, cannot_edit, lacks_c, lacks_work};

	for (size_t i = 0; i < COUNT_OF(checks); i++)
		if (checks[i](question, why, why_bytes))
			return true;
	return false;
}
