/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/catalogue/catalogue_places.h"
#include "base/text.h"
#include "commands/catalogue/catalogue.h"

#include <string.h>

static const struct place {
	const char *name, *summary, *details;
} places[] = {
	{"dir:PATH", "a project of your own, with a go.mod or go.work, measured where it lies",
		"Its dependencies are downloaded before the run, which is offline; nothing is written into it.\n"},
	{"get:MODULE@VERSION", "a module of the proxy in that version, fetched with its checksum",
		"Fetched once by the host's go command, which checks it against the checksum database, and kept in\n"
		"gorge's cache folder. A query such as @latest is refused with the version it stands for today.\n"
		"A release older than the module's go line gives an 'unsupported' row.\n"},
	{"goroot", "the toolchain's own source: target = std, cmd/compile or cmd/...",
		"Built by the toolchain it belongs to, so its text differs from release to release. With cache = "
		"cold\n"
		"all of it is compiled; with cache = std the commands alone.\n"},
	{"exec:PROGRAM", "a program that writes a project into the folder it is given",
		"Its parameters are variables of the same name. CONTRIBUTING.md has one.\n"},
	{NULL, NULL, NULL},
};

json_t *
catalogue_list_places(struct error *err)
{
	json_t *array = json_array();

	(void)err;
	for (const struct place *place = places; place->name; place++)
		(void)catalogue_add(array, place->name, place->summary);
	return array;
}

bool
catalogue_describe_place(const char *name, FILE *out)
{
	size_t length = strcspn(name, ":");

	for (const struct place *place = places; place->name; place++) {
		if (strcspn(place->name, ":") != length || strncmp(place->name, name, length) != 0)
			continue;
		(void)fprintf(out, "generator = %s: %s\n\n%s", place->name, place->summary, place->details);
		return true;
	}
	return false;
}
