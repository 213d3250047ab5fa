/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/local_projects.h"

#include "base/memory.h"
#include "execute/projects/goroot_project.h"
#include "execute/projects/module_project.h"
#include "plan/module_request.h"

#include <stdlib.h>
#include <string.h>

/* dir:PATH is taken as seen from the current folder, as every other path on the command line. */
bool
local_project_open_named(const char *name, bool quiet, struct local_project *project, struct error *err)
{
	if (text_starts_with(name, PLACE_MODULE)) {
		const char *request = name + strlen(PLACE_MODULE);
		return module_request_check(request, err) && module_project_open(request, quiet, project, err);
	}
	if (text_starts_with(name, PLACE_FOLDER))
		name += strlen(PLACE_FOLDER);
	return local_project_open(name, project, err);
}

static struct local_project *
open_one(const char *place, const struct toolchain *toolchain, bool quiet, struct error *err)
{
	struct local_project *project = memory_zeroed(1, sizeof *project);

	if (text_equal(place, PLACE_GOROOT) ? goroot_project_open(toolchain, project, err)
										: local_project_open_named(place, quiet, project, err))
		return project;
	free(project);
	return NULL;
}

/* How many of a project there are: one for each toolchain of its own source. */
static size_t
count_of(const struct local_projects *locals, const struct project_spec *spec)
{
	if (!spec->place)
		return 0;
	return text_equal(spec->place, PLACE_GOROOT) ? locals->toolchains : 1;
}

struct local_projects *
local_projects_open(const struct experiment *experiment, const struct toolchain *toolchains,
	size_t toolchain_count, bool quiet, struct error *err)
{
	struct local_projects *locals = memory_zeroed(1, sizeof *locals);

	locals->projects = experiment->project_count;
	locals->toolchains = toolchain_count;
	locals->items = memory_zeroed(locals->projects * toolchain_count, sizeof(struct local_project *));
	for (size_t i = 0; i < locals->projects; i++) {
		const struct project_spec *spec = &experiment->projects[i];
		struct local_project **of_project = &locals->items[i * toolchain_count];
		for (size_t go = 0; go < count_of(locals, spec); go++) {
			of_project[go] = open_one(spec->place, &toolchains[go], quiet, err);
			if (of_project[go])
				continue;
			local_projects_free(locals);
			return NULL;
		}
	}
	return locals;
}

void
local_projects_free(struct local_projects *locals)
{
	if (!locals)
		return;
	for (size_t i = 0; i < locals->projects * locals->toolchains; i++) {
		if (locals->items[i])
			local_project_dispose(locals->items[i]);
		free(locals->items[i]);
	}
	free(locals->items);
	free(locals);
}

struct local_project *
local_projects_at(const struct local_projects *locals, size_t project, size_t go)
{
	struct local_project *const *of_project = &locals->items[project * locals->toolchains];

	return of_project[go] ? of_project[go] : of_project[0];
}

static void
identify(const struct local_project *local, const char *place, struct list *projects)
{
	char hash[HASH_TEXT_BYTES];

	if (!local)
		list_add(projects, "");
	else if (text_equal(place, PLACE_GOROOT))
		list_add_format(projects, "%s ", place);
	else
		list_add_format(
			projects, "%s %s", place, local->sum ? local->sum : hash_format(hash, local->facts.hash));
}

void
local_projects_identify(const struct local_projects *locals, const struct experiment *experiment,
	struct list *projects, struct list *goroots)
{
	const struct local_project *goroot = NULL;
	size_t last = 0;
	char hash[HASH_TEXT_BYTES];

	for (size_t i = 0; i < locals->projects; i++) {
		const char *place = experiment->projects[i].place;
		identify(local_projects_at(locals, i, 0), place, projects);
		if (place && text_equal(place, PLACE_GOROOT)) {
			goroot = local_projects_at(locals, i, 0);
			last = i;
		}
	}
	for (size_t go = 0; go < locals->toolchains; go++)
		list_add(goroots, goroot ? hash_format(hash, local_projects_at(locals, last, go)->facts.hash) : "");
}
