/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/probe/probe_place.h"
#include "base/memory.h"
#include "generators/exec_generator.h"
#include "generators/generator.h"
#include "plan/project_spec.h"
#include "platform/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool
holds(const char *folder, const char *name)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);

	return file_kind(path) == FILE_PLAIN || (file_exists(path) && !file_is_folder(path));
}

/* The nearest folder, upwards, that is a module or a workspace; NULL where there is none. */
static char *
find_root(const char *folder)
{
	char *root = memory_copy_text(folder);

	while (!holds(root, "go.mod") && !holds(root, "go.work")) {
		char *above = strrchr(root, '/');
		if (above == root) {
			free(root);
			return NULL;
		}
		*above = '\0';
	}
	return root;
}

static char *
name_of(const char *what)
{
	char *name = memory_copy_text(path_name(what));

	for (char *at = name; *at; at++)
		if (!isalnum((unsigned char)*at) && *at != '.' && *at != '-' && *at != '_' && *at != '@')
			*at = '-';
	return name;
}

static bool
take_folder(const char *what, struct probe_place *place, struct error *err)
{
	CLEANUP_FREE char *folder = path_resolve(what, err);

	if (!folder)
		return false;
	place->root = find_root(folder);
	if (!place->root)
		return error_raise(
			err, ERROR_NOT_A_PROJECT, what, "neither it nor a folder above holds a go.mod or a go.work");
	place->below = memory_copy_text(folder + strlen(place->root) + (strlen(folder) > strlen(place->root)));
	place->generator = text_format("%s%s", PLACE_FOLDER, place->root);
	place->name = name_of(folder);
	return true;
}

/* Names that are taken as they are: of what is fetched, comes with a toolchain, or is generated. */
static bool
is_known(const char *what, struct error *err)
{
	struct error unknown = ERROR_INIT;

	if (text_starts_with(what, PLACE_MODULE) || text_equal(what, PLACE_GOROOT) ||
		text_starts_with(what, EXEC_PREFIX) || generator_find(what, &unknown))
		return true;
	return error_raise(err, ERROR_UNKNOWN_GENERATOR, what, "it is no folder, and %s", unknown.why);
}

bool
probe_place_find(const char *what, struct probe_place *place, struct error *err)
{
	*place = (struct probe_place){0};
	if (text_starts_with(what, PLACE_FOLDER))
		what += strlen(PLACE_FOLDER);
	if (file_is_folder(what) || strchr(what, '/') == what || text_starts_with(what, ".")) {
		if (take_folder(what, place, err))
			return true;
		probe_place_dispose(place);
		return false;
	}
	if (!is_known(what, err))
		return false;
	place->generator = memory_copy_text(what);
	place->below = memory_copy_text("");
	place->name = name_of(what);
	return true;
}

void
probe_place_dispose(struct probe_place *place)
{
	free(place->generator);
	free(place->root);
	free(place->below);
	free(place->name);
	*place = (struct probe_place){0};
}

/* "./cmd/..." of a folder is "./BELOW/cmd/..." of the root; "." is the folder itself. */
static void
append_package(const struct probe_place *place, const char *package, struct text *target)
{
	bool relative = text_starts_with(package, "./") || text_equal(package, ".");
	const char *rest = package + strspn(package, "./") * relative;

	if (text_starts_with(package, "./..."))
		rest = package + strlen("./");
	text_append(target, target->length > 0 ? " " : "");
	if (!relative || *place->below == '\0')
		text_append(target, package);
	else
		text_append_format(target, "./%s%s%s", place->below, *rest ? "/" : "", rest);
}

char *
probe_place_target(const struct probe_place *place, const struct list *packages)
{
	CLEANUP_TEXT struct text target = {0};

	for (size_t i = 0; i < packages->count; i++)
		append_package(place, packages->items[i], &target);
	if (packages->count == 0)
		append_package(place, "./...", &target);
	return memory_copy_text(text_string(&target));
}

static bool
append_file(const char *folder, const char *name, struct text *text, struct error *err)
{
	enum { MOST_BYTES = 16 * 1024 * 1024 };
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);
	bool done = file_read_small(path, MOST_BYTES, text, err);

	text_append(text, "\n");
	return done;
}

/* A workspace asks for a release as its modules do. */
bool
probe_place_mod(const struct probe_place *place, struct text *mod, struct error *err)
{
	CLEANUP_FREE char *root = place->root ? memory_copy_text(place->root) : NULL;

	if (!root)
		return true;
	if (holds(root, "go.mod") && !append_file(root, "go.mod", mod, err))
		return false;
	while (!holds(root, "go.work")) {
		char *above = strrchr(root, '/');
		if (above == root)
			return true;
		*above = '\0';
	}
	return append_file(root, "go.work", mod, err);
}
