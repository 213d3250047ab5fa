/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/cgroup/cgroup.h"

#include "platform/file.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *filesystem, *controller; /* controller NULL: the line "0::PATH" */
} versions[] = {
	[CGROUP_V1_MEMORY] = {"cgroup v1 memory", "cgroup", "memory"},
	[CGROUP_V1_CPU] = {"cgroup v1 cpu", "cgroup", "cpu"},
	[CGROUP_V2] = {"cgroup v2", "cgroup2", NULL},
};

void
cgroup_place_dispose(struct cgroup_place *place)
{
	free(place->mount);
	free(place->folder);
	*place = (struct cgroup_place){0};
}

/* Calls `visit` on a copy of each line until it returns true. */
static bool
find_line(const char *text, bool (*visit)(char *line, void *context), void *context)
{
	while (*text) {
		size_t bytes = strcspn(text, "\n");
		CLEANUP_FREE char *line = memory_zeroed(bytes + 1, 1);

		memcpy(line, text, bytes);
		if (visit(line, context))
			return true;
		text += bytes + (text[bytes] == '\n');
	}
	return false;
}

/* True when a comma-separated list holds the item. */
static bool
has_item(const char *items, const char *item)
{
	CLEANUP_LIST struct list list = {0};

	list_split(&list, items, ',');
	return list_contains(&list, item);
}

struct search {
	enum cgroup_version version;
	const char *own_path; /* from /proc/self/cgroup */
	char *found;          /* that own path; then, from mountinfo, the folder of the own group */
	char *mount;
};

/* /proc/self/cgroup: "4:memory:/a/b", "0::/a/b". */
static bool
visit_cgroup_line(char *line, void *context)
{
	struct search *search = context;
	const char *controller = versions[search->version].controller;
	char *controllers = strchr(line, ':'), *path = controllers ? strchr(controllers + 1, ':') : NULL;

	if (!path || path[1] != '/')
		return false;
	*controllers++ = *path++ = '\0';
	if (controller ? !has_item(controllers, controller) : !text_equal(line, "0") || *controllers)
		return false;
	search->found = memory_copy_text(path);
	return true;
}

/* mountinfo writes blanks and backslashes in paths as \040. Undone in place. */
static void
unescape(char *path)
{
	char *out = path;

	for (; *path; path++)
		if (path[0] == '\\' && strspn(path + 1, "01234567") >= 3) {
			*out++ = (char)((path[1] - '0') * 64 + (path[2] - '0') * 8 + (path[3] - '0'));
			path += 3;
		} else {
			*out++ = *path;
		}
	*out = '\0';
}

/* The next blank-separated field, or NULL. */
static char *
next_field(char **rest)
{
	char *field;

	do
		field = strsep(rest, " ");
	while (field && !*field);
	return field;
}

/* The folder of `path` under a mount that shows the hierarchy from `root` on; NULL when it shows no such. */
static char *
join_paths(const char *mount, const char *root, const char *path)
{
	const char *below = text_equal(root, "/") ? path : path + strlen(root);

	if (!text_equal(root, "/") && !text_starts_with(path, root))
		return NULL;
	if (*below && *below != '/')
		return NULL; /* /ab is not inside /a */
	return text_format("%s%s", text_equal(mount, "/") ? "" : mount, text_equal(below, "/") ? "" : below);
}

/* mountinfo: "35 31 0:32 ROOT MOUNT OPTIONS ... - TYPE SOURCE SUPER_OPTIONS". */
static bool
visit_mount_line(char *line, void *context)
{
	struct search *search = context;
	char *rest = line, *root = NULL, *mount, *field, *type;

	for (int i = 0; i < 4; i++)
		root = next_field(&rest);
	mount = next_field(&rest);
	while ((field = next_field(&rest)) != NULL && !text_equal(field, "-"))
		;
	type = next_field(&rest);
	(void)next_field(&rest);
	field = next_field(&rest);
	if (!root || !mount || !type || !text_equal(type, versions[search->version].filesystem))
		return false;
	if (versions[search->version].controller &&
		(!field || !has_item(field, versions[search->version].controller)))
		return false;
	unescape(root);
	unescape(mount);
	/* A hierarchy may be mounted several times; only one that shows the own group is of use. */
	search->found = join_paths(mount, root, search->own_path);
	if (search->found)
		search->mount = memory_copy_text(mount);
	return search->found != NULL;
}

bool
cgroup_parse(const char *cgroup_text, const char *mountinfo_text, enum cgroup_version version,
	struct cgroup_place *place, struct error *err)
{
	struct search own = {.version = version}, mounted = {.version = version};
	const char *name = versions[version].name;

	if (!find_line(cgroup_text, visit_cgroup_line, &own))
		return error_raise(err, ERROR_METER_UNAVAILABLE, name, "/proc/self/cgroup names no such group");
	mounted.own_path = own.found;
	if (strstr(own.found, "/.."))
		(void)error_raise(err, ERROR_METER_UNAVAILABLE, name,
			"gorge's own group '%s' is outside of this cgroup namespace", own.found);
	else if (!find_line(mountinfo_text, visit_mount_line, &mounted))
		(void)error_raise(err, ERROR_METER_UNAVAILABLE, name,
			"it is not mounted here, or only a part of it without gorge's own group '%s'", own.found);
	*place = (struct cgroup_place){.mount = mounted.mount, .folder = mounted.found};
	free(own.found);
	return place->folder != NULL;
}

bool
cgroup_find(enum cgroup_version version, struct cgroup_place *place, struct error *err)
{
	CLEANUP_TEXT struct text groups = {0}, mounts = {0};

	if (!file_try_read("/proc/self/cgroup", &groups))
		return error_raise_errno(err, ERROR_METER_UNAVAILABLE, "/proc/self/cgroup");
	if (!file_read("/proc/self/mountinfo", &mounts, err))
		return false;
	return cgroup_parse(text_string(&groups), text_string(&mounts), version, place, err);
}

bool
cgroup_value(const char *text, const char *key, uint64_t *value)
{
	size_t key_bytes = strlen(key);

	while (*text) {
		if (strncmp(text, key, key_bytes) == 0 && text[key_bytes] == ' ') {
			*value = strtoull(text + key_bytes + 1, NULL, 10);
			return true;
		}
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return false;
}

bool
cgroup_has_word(const char *text, const char *word)
{
	while (*(text += strspn(text, " \n"))) {
		size_t bytes = strcspn(text, " \n");

		if (bytes == strlen(word) && strncmp(text, word, bytes) == 0)
			return true;
		text += bytes;
	}
	return false;
}

bool
cgroup_climb(char *folder, const char *mount)
{
	size_t top = mount ? strlen(mount) : 0;
	char *slash = folder && strlen(folder) > top ? strrchr(folder, '/') : NULL;

	if (slash)
		*slash = '\0';
	return slash != NULL;
}

uint64_t
cgroup_limit_parse(const char *text)
{
	char *rest;
	uint64_t bytes = strtoull(text, &rest, 10);

	return rest == text ? UINT64_MAX : bytes;
}

static uint64_t
least_v1(void)
{
	CLEANUP_PLACE struct cgroup_place place = {0};
	CLEANUP_TEXT struct text stat = {0};
	struct error absent = ERROR_INIT;
	uint64_t bytes;

	if (!cgroup_find(CGROUP_V1_MEMORY, &place, &absent))
		return UINT64_MAX;
	CLEANUP_FREE char *path = text_format("%s/memory.stat", place.folder);
	if (!file_try_read(path, &stat) || !cgroup_value(text_string(&stat), "hierarchical_memory_limit", &bytes))
		return UINT64_MAX;
	return bytes;
}

static uint64_t
least_v2(void)
{
	CLEANUP_PLACE struct cgroup_place place = {0};
	struct error absent = ERROR_INIT;
	uint64_t least = UINT64_MAX;

	if (!cgroup_find(CGROUP_V2, &place, &absent))
		return UINT64_MAX;
	do {
		CLEANUP_FREE char *path = text_format("%s/memory.max", place.folder);
		CLEANUP_TEXT struct text text = {0};
		uint64_t bytes = file_try_read(path, &text) ? cgroup_limit_parse(text_string(&text)) : UINT64_MAX;
		least = bytes < least ? bytes : least;
	} while (cgroup_climb(place.folder, place.mount));
	return least;
}

uint64_t
cgroup_memory_limit_bytes(void)
{
	uint64_t one = least_v1(), two = least_v2();

	return one < two ? one : two;
}
