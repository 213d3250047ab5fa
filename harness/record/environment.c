/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/environment.h"
#include "platform/file.h"
#include "base/memory.h"
#include "record/columns.h"

#include <jansson.h>
#include <mntent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

static void
set_text(json_t *object, const char *key, const char *text)
{
	if (text)
		(void)json_object_set_new(object, key, json_string(text));
}

static void
set_count(json_t *object, const char *key, uint64_t count)
{
	(void)json_object_set_new(object, key, json_integer((json_int_t)count));
}

/* A kernel file of one line. */
static void
set_file(json_t *object, const char *key, const char *path)
{
	CLEANUP_TEXT struct text content = {0};

	if (file_try_read(path, &content) && content.length > 0)
		set_text(object, key, text_trim(content.data));
}

/* "model name : Xeon ..." of the first processor; other architectures have no such line. */
static void
set_processor_model(json_t *host)
{
	CLEANUP_TEXT struct text cpuinfo = {0};
	char *line;

	if (!file_try_read("/proc/cpuinfo", &cpuinfo) || !(line = strstr(cpuinfo.data, "model name")))
		return;
	line[strcspn(line, "\n")] = '\0';
	char *colon = strchr(line, ':');
	if (colon)
		set_text(host, "processor", text_trim(colon + 1));
}

/* The type of the file system that holds a folder: the mount with the longest path above it. */
static void
set_file_system(json_t *host, const char *folder)
{
	CLEANUP_FREE char *resolved = realpath(folder, NULL);
	FILE *mounts = setmntent("/proc/self/mounts", "r");
	char type[64] = "", text[4096];
	struct mntent entry;
	size_t best = 0;

	while (mounts && resolved && getmntent_r(mounts, &entry, text, sizeof text)) {
		size_t length = strlen(entry.mnt_dir);
		bool above = text_starts_with(resolved, entry.mnt_dir) &&
					 (length == 1 || resolved[length] == '/' || resolved[length] == '\0');
		if (!above || length < best)
			continue;
		best = length;
		(void)snprintf(type, sizeof type, "%s", entry.mnt_type);
	}
	if (mounts)
		(void)endmntent(mounts);
	if (type[0] != '\0')
		set_text(host, "scratch_file_system", type);
}

static json_t *
describe_host(const char *scratch)
{
	json_t *host = json_object();
	struct utsname names;
	struct sysinfo info;

	if (uname(&names) == 0) {
		set_text(host, "name", names.nodename);
		set_text(host, "kernel", names.release);
		set_text(host, "machine", names.machine);
	}
	if (sysinfo(&info) == 0) {
		set_count(host, "memory_bytes", (uint64_t)info.totalram * info.mem_unit);
		set_count(host, "swap_bytes", (uint64_t)info.totalswap * info.mem_unit);
	}
	set_count(host, "processors", (uint64_t)get_nprocs());
	set_processor_model(host);
	set_file(host, "transparent_huge_pages", "/sys/kernel/mm/transparent_hugepage/enabled");
	set_file(
		host, "khugepaged_max_ptes_none", "/sys/kernel/mm/transparent_hugepage/khugepaged/max_ptes_none");
	set_file_system(host, scratch);
	return host;
}

/* Replaces the element of an array whose `key` equals that of the new one, or adds it. */
static void
merge(json_t *root, const char *array_name, const char *key, json_t *element)
{
	json_t *array = json_object_get(root, array_name), *old;
	size_t index;

	if (!json_is_array(array)) {
		array = json_array();
		(void)json_object_set_new(root, array_name, array);
	}
	json_array_foreach(array, index, old)
	{
		if (json_equal(json_object_get(old, key), json_object_get(element, key))) {
			(void)json_array_set_new(array, index, element);
			return;
		}
	}
	(void)json_array_append_new(array, element);
}

static json_t *
describe_claims(const struct experiment *experiment)
{
	json_t *claims = json_array();

	for (size_t i = 0; i < experiment->claim_count; i++) {
		json_t *claim = json_object();
		set_text(claim, "name", experiment->claims[i].name);
		set_text(claim, "says", experiment->claims[i].says);
		set_text(claim, "source", experiment->claims[i].source);
		set_text(claim, "expect", experiment->claims[i].expect);
		(void)json_array_append_new(claims, claim);
	}
	return claims;
}

static json_t *
describe_toolchain(const struct environment_toolchain *toolchain)
{
	json_t *object = json_object();

	set_text(object, "version", toolchain->version);
	set_text(object, "identity", toolchain->identity);
	set_text(object, "go_hash", toolchain->go_hash);
	set_text(object, "compile_hash", toolchain->compile_hash);
	set_text(object, "link_hash", toolchain->link_hash);
	return object;
}

static json_t *
describe_session(const struct environment_session *session)
{
	json_t *object = json_object();

	set_text(object, "started_at", session->started_at);
	set_count(object, "runs", session->runs);
	set_count(object, "measured_ns", session->measured_ns);
	set_count(object, "harness_ns", session->harness_ns);
	set_count(object, "own_peak_bytes", session->own_peak_bytes);
	return object;
}

static void
describe_experiment(json_t *root, const struct experiment *experiment)
{
	set_text(root, "schema", RECORD_SCHEMA);
	set_text(root, "gorge", GORGE_VERSION);
	set_text(root, "experiment", experiment->name);
	set_text(root, "question", experiment->question);
	set_text(root, "published", experiment->published);
	set_count(root, "seed", experiment->seed);
	set_count(root, "timeout_ns", experiment->timeout_ns);
	(void)json_object_set_new(root, "claims", describe_claims(experiment));
}

bool
environment_write(const char *folder, const struct experiment *experiment, const char *meter,
	uint64_t memory_limit_bytes, const char *scratch, const struct environment_toolchain *toolchains,
	size_t toolchain_count, const struct environment_session *session, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/environment.json", folder);
	json_t *root = json_load_file(path, 0, NULL);

	if (!json_is_object(root)) { /* none yet, or one that cannot be read: the rows do not depend on it */
		json_decref(root);
		root = json_object();
	}
	describe_experiment(root, experiment);
	set_text(root, "meter", meter);
	set_count(root, "memory_limit_bytes", memory_limit_bytes);
	merge(root, "hosts", "name", describe_host(scratch));
	for (size_t i = 0; i < toolchain_count; i++)
		merge(root, "toolchains", "identity", describe_toolchain(&toolchains[i]));
	merge(root, "sessions", "started_at", describe_session(session));
	char *text = json_dumps(root, JSON_INDENT(2));
	json_decref(root);
	if (!text)
		BUG("out of memory for environment.json");
	bool written = file_replace(path, text, strlen(text), err);
	free(text);
	return written;
}
