/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/foresee/support.h"
#include "platform/file.h"
#include "base/memory.h"
#include "toolchain/quirks.h"
#include "generators/parameters.h"
#include "generators/generator_values.h"
#include "plan/workload_axes.h"

#include <stdlib.h>
#include <string.h>

/* The minor that the project's go line asks for, as far as it is known before the project is made; else 0. A
 * user's own program has another `go`, if any. */
static unsigned
go_line_minor(const struct support_question *question)
{
	size_t index;

	if (question->local)
		return question->local->go_minor;
	index = question->generator ? parameter_index(question->generator, "go") : SIZE_MAX;
	return index == SIZE_MAX ? 0 : (unsigned)question->cell->values.items[index].count;
}

/* Where a go line is only advice it is taken for a module of the proxy all the same: what its authors do not
 * claim is no cell of a comparison of releases. */
static bool
go_line_binds(const struct support_question *question)
{
	return (question->local && question->local->sum) ||
		   toolchain_has(question->toolchain, QUIRK_go_line_binds);
}

/* True, with why, when the project is too new for this release. */
static bool
lacks_release(const struct support_question *question, char *why, size_t why_bytes)
{
	const struct generator *generator = question->generator;
	unsigned needs = generator ? generator_needs_minor(generator, &question->cell->values) : 0;
	unsigned asks = go_line_minor(question);

	if (!toolchain_at_least(question->toolchain, needs)) {
		(void)snprintf(why, why_bytes, "this project needs Go 1.%u", needs);
		return true;
	}
	if (question->local && question->local->workspace &&
		!toolchain_has(question->toolchain, QUIRK_workspaces)) {
		(void)snprintf(why, why_bytes, "this project is built by a go.work, which came with Go 1.%u",
			quirks[QUIRK_workspaces].from);
		return true;
	}
	if (go_line_binds(question) && !toolchain_at_least(question->toolchain, asks)) {
		(void)snprintf(why, why_bytes, "the go line of this project asks for Go 1.%u", asks);
		return true;
	}
	return false;
}

static bool
cannot_edit(const struct support_question *question, char *why, size_t why_bytes)
{
	if (!question->local || question->generator || !text_starts_with(question->cell->cache, EDIT_PREFIX))
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

	if (!question->generator || !question->generator->needs_cgo ||
		question->workload->input == WORKLOAD_INPUT_LOADER)
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

/* What an older release would ignore without a word, so that the cell would be measured as another one. The
 * go command complains by itself about the rest (probe.h). value NULL: any but what it is when nothing is
 * said. */
static const struct {
	const char *value, *since, *before;
	enum setting_id setting;
	enum quirk_id quirk;
} newer[] = {
	{NULL, "GOMEMLIMIT came with", "before, it is ignored", SETTING_GOMEMLIMIT, QUIRK_memory_limit},
	{NULL, "GOAMD64 came with", "before, it is ignored", SETTING_GOAMD64, QUIRK_amd64_level},
	{NULL, "GOEXPERIMENT is read since", "before, it was fixed when Go was built", SETTING_GOEXPERIMENT,
		QUIRK_experiment_variable},
	{"1", "-trimpath came with", "before, it is not known", SETTING_trimpath, QUIRK_trimpath},
	{"1", "-cover of a build came with", "before, tests alone took it", SETTING_cover, QUIRK_build_cover},
	{NULL, "-coverpkg of a build came with", "before, tests alone took it", SETTING_coverpkg,
		QUIRK_build_cover},
	{"1", "-asan came with", "before, it is not known", SETTING_asan, QUIRK_address_sanitizer},
};

/* True, with why, when this release would not know what a setting of the cell means. */
static bool
lacks_setting(const struct support_question *question, char *why, size_t why_bytes)
{
	for (size_t i = 0; i < COUNT_OF(newer); i++) {
		const char *value = question->cell->settings[newer[i].setting];
		bool given = newer[i].value ? text_equal(value, newer[i].value)
									: !text_equal(value, settings[newer[i].setting].standard);
		if (!given || toolchain_has(question->toolchain, newer[i].quirk))
			continue;
		(void)snprintf(
			why, why_bytes, "%s Go 1.%u; %s", newer[i].since, quirks[newer[i].quirk].from, newer[i].before);
		return true;
	}
	return false;
}

/* GOAMD64 means nothing to a compiler for another architecture. */
static bool
lacks_amd64(const struct support_question *question, char *why, size_t why_bytes)
{
	const char *level = question->cell->settings[SETTING_GOAMD64];
	const char *architecture = question->cell->settings[SETTING_GOARCH];

	if (setting_is_unset(level) || setting_is_unset(architecture) || text_equal(architecture, "amd64"))
		return false;
	(void)snprintf(why, why_bytes, "GOAMD64 has no meaning for GOARCH=%s", architecture);
	return true;
}

/* The race detector came to terms with -c late. */
static bool
lacks_race(const struct support_question *question, char *why, size_t why_bytes)
{
	char *const *values = question->cell->settings;

	if (!text_equal(values[SETTING_race], "1") || !text_equal(values[SETTING_CGO_ENABLED], "1") ||
		text_equal(values[SETTING_c], "1") || setting_is_unset(values[SETTING_c]) ||
		!toolchain_has(question->toolchain, QUIRK_c_refused))
		return false;
	(void)snprintf(why, why_bytes, "-race refuses -c=%s up to Go 1.%u: set c = 1", values[SETTING_c],
		quirks[QUIRK_c_refused].to);
	return true;
}

/* What is linked in by way of a C compiler. */
static bool
lacks_sanitizer(const struct support_question *question, char *why, size_t why_bytes)
{
	static const enum setting_id sanitizers[] = {SETTING_race, SETTING_asan};
	const struct cell *cell = question->cell;

	if (!text_equal(cell->settings[SETTING_CGO_ENABLED], "1") || has_c_compiler(cell))
		return false;
	for (size_t i = 0; i < COUNT_OF(sanitizers); i++) {
		if (!text_equal(cell->settings[sanitizers[i]], "1"))
			continue;
		(void)snprintf(why, why_bytes, "-%s compiles C code and no C compiler is found: CC or gcc on PATH",
			settings[sanitizers[i]].name);
		return true;
	}
	return false;
}

/* Coverage is for what builds or lists; go vet knows no such flag. */
static bool
lacks_cover(const struct support_question *question, char *why, size_t why_bytes)
{
	char *const *values = question->cell->settings;
	bool counted = text_equal(values[SETTING_cover], "1") || values[SETTING_coverpkg][0] != '\0';

	if (!counted || !question->workload->vets_std)
		return false;
	(void)snprintf(why, why_bytes, "go vet takes neither -cover nor -coverpkg");
	return true;
}

struct support_question
support_question_of(const struct experiment *experiment, const struct local_projects *locals,
	const struct cell *cell, const struct toolchain *toolchain, const struct workload *workload)
{
	return (struct support_question){.cell = cell,
		.toolchain = toolchain,
		.generator = experiment->projects[cell->project].generator,
		.local = local_projects_at(locals, cell->project, cell->go),
		.workload = workload};
}

bool
support_lacks(const struct support_question *question, char *why, size_t why_bytes)
{
	static bool (*const checks[])(const struct support_question *, char *, size_t) = {lacks_release,
		cannot_edit, lacks_c, lacks_work, lacks_setting, lacks_amd64, lacks_race, lacks_sanitizer,
		lacks_cover};

	for (size_t i = 0; i < COUNT_OF(checks); i++)
		if (checks[i](question, why, why_bytes))
			return true;
	return false;
}
