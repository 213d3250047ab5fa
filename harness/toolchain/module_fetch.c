/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/module_fetch.h"

#include "base/memory.h"
#include "platform/process.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { OLDEST_WITH_CHECKSUMS = 13 };

bool
module_fetcher_find(struct toolchain *fetcher, struct error *err)
{
	if (!toolchain_find("host", false, true, fetcher, err))
		return error_while(err, "looking for a go command that can fetch");
	if (toolchain_at_least(fetcher, OLDEST_WITH_CHECKSUMS))
		return true;
	(void)error_raise(err, ERROR_NO_GO, fetcher->go,
		"it is Go %s; only 1.%d and newer check what they download", fetcher->version, OLDEST_WITH_CHECKSUMS);
	toolchain_release(fetcher);
	return false;
}

void
fetched_module_release(struct fetched_module *module)
{
	free(module->folder);
	free(module->version);
	free(module->sum);
	*module = (struct fetched_module){0};
}

/* What proxies, version control and the go command say where something is not there, or was tampered with. A
 * message is held against the rows in order; one that none is in tells of a network that does not work. */
enum error_id
module_fetch_error(const char *message)
{
	static const struct {
		const char *part;
		enum error_id id;
	} meanings[] = {
		{"checksum mismatch", ERROR_MODULE_CHECKSUM},
		{"SECURITY ERROR", ERROR_MODULE_CHECKSUM},
		{"requires go >=", ERROR_MODULE_TOO_NEW},
		{"no such file or directory", ERROR_MODULE_MISSING}, /* a proxy that is a folder */
		{"404 Not Found", ERROR_MODULE_MISSING},
		{"410 Gone", ERROR_MODULE_MISSING},
		{"403 Forbidden", ERROR_MODULE_MISSING},
		{"400 Bad Request", ERROR_MODULE_MISSING},
		{"not found", ERROR_MODULE_MISSING},
		{"unknown revision", ERROR_MODULE_MISSING},
		{"no matching versions", ERROR_MODULE_MISSING},
		{"invalid version", ERROR_MODULE_MISSING},
		{"malformed module path", ERROR_MODULE_MISSING},
		{"unrecognized import path", ERROR_MODULE_MISSING},
	};

	for (size_t i = 0; i < COUNT_OF(meanings); i++)
		if (strstr(message, meanings[i].part))
			return meanings[i].id;
	return ERROR_MODULE_FETCH;
}

static char *
copy_member(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? memory_copy_text(value) : NULL;
}

/* Reads what `go mod download -json` prints, which it does also where it fails. */
static bool
read_answer(const char *request, const struct text *answer, const struct text *messages,
	struct fetched_module *module, struct error *err)
{
	json_t *object = json_loads(text_string(answer), 0, NULL);
	CLEANUP_FREE char *why = copy_member(object, "Error");

	module->folder = copy_member(object, "Dir");
	module->version = copy_member(object, "Version");
	module->sum = copy_member(object, "Sum");
	json_decref(object);
	if (!why && module->folder && module->version && module->sum)
		return true;
	fetched_module_release(module);
	if (!why)
		why = memory_copy_text(
			messages->length > 0 ? messages->data : "'go mod download' told neither folder nor checksum");
	return error_raise(err, module_fetch_error(why), request, "%s", text_trim(why));
}

bool
module_fetch(const struct toolchain *fetcher, const char *request, const char *work,
	struct fetched_module *module, struct error *err)
{
	CLEANUP_LIST struct list environment = {0};
	CLEANUP_TEXT struct text answer = {0}, messages = {0};
	CLEANUP_FREE char *cache = text_format("%s/pkg/mod", work);
	const char *argv[] = {fetcher->go, "mod", "download", "-json", request, NULL};
	int status;

	*module = (struct fetched_module){0};
	toolchain_network_environment(work, &environment);
	environment_set(&environment, "GOMODCACHE", cache);
	environment_set(&environment, "GOWORK", "off");
	struct process process = {
		.argv = argv, .environment = (const char *const *)environment.items, .folder = work};
	return process_run(&process, &answer, &messages, &status, err) &&
		   read_answer(request, &answer, &messages, module, err);
}
