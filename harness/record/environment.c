/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/environment.h"
#include "base/json_text.h"
#include "platform/file.h"
#include "platform/host_description.h"
#include "base/memory.h"
#include "record/columns.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void
set_text(json_t *object, const char *key, const char *text)
{
	if (text)
		(void)json_object_set_new(object, key, json_text(text));
}

static void
set_count(json_t *object, const char *key, uint64_t count)
{
	(void)json_object_set_new(object, key, json_integer((json_int_t)count));
}

/* "" is what the host does not tell. */
static void
set_told(json_t *object, const char *key, const char *text)
{
	if (text[0] != '\0')
		set_text(object, key, text);
}

static json_t *
describe_host(const char *scratch)
{
	char file_system[HOST_FILE_SYSTEM_BYTES];
	json_t *object = json_object();
	struct host_description host;

	host_describe(&host);
	host_file_system(scratch, file_system);
	set_told(object, "name", host.name);
	set_told(object, "kernel", host.kernel);
	set_told(object, "machine", host.machine);
	if (host.memory_bytes > 0) {
		set_count(object, "memory_bytes", host.memory_bytes);
		set_count(object, "swap_bytes", host.swap_bytes);
	}
	set_count(object, "processors", host.processors);
	set_told(object, "processor", host.processor);
	set_told(object, "transparent_huge_pages", host.transparent_huge_pages);
	set_told(object, "khugepaged_max_ptes_none", host.khugepaged_max_ptes_none);
	set_told(object, "scratch_file_system", file_system);
	return object;
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
	(void)json_object_set_new(root, "claims", describe_claims(experiment));
}

bool
environment_write(const char *folder, const struct environment_facts *facts,
	const struct environment_session *session, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/environment.json", folder);
	json_t *root = json_load_file(path, 0, NULL);

	if (!json_is_object(root)) { /* none yet, or one that cannot be read: the rows do not depend on it */
		json_decref(root);
		root = json_object();
	}
	describe_experiment(root, facts->experiment);
	set_text(root, "meter", facts->meter);
	/* an earlier gorge kept the limits here, which now are columns: a row each, not one for all */
	(void)json_object_del(root, "memory_limit_bytes");
	(void)json_object_del(root, "timeout_ns");
	merge(root, "hosts", "name", describe_host(facts->scratch));
	for (size_t i = 0; i < facts->toolchain_count; i++)
		merge(root, "toolchains", "identity", describe_toolchain(&facts->toolchains[i]));
	merge(root, "sessions", "started_at", describe_session(session));
	char *text = json_dumps(root, JSON_INDENT(2));
	json_decref(root);
	if (!text)
		memory_exhausted("environment.json");
	bool written = file_replace(path, text, strlen(text), err);
	free(text);
	return written;
}
