/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/fetch/module_fetch.h"

#include "base/memory.h"

#include <stdlib.h>

void
fetched_module_dispose(struct fetched_module *module)
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
	static const struct fetch_meaning meanings[] = {
		{"checksum mismatch", ERROR_MODULE_CHECKSUM},
		{"SECURITY ERROR", ERROR_MODULE_CHECKSUM},
		{"requires go >=", ERROR_MODULE_TOO_NEW},
		{"could not read Username", ERROR_MODULE_PRIVATE},
		{"terminal prompts disabled", ERROR_MODULE_PRIVATE},
		{"Authentication failed", ERROR_MODULE_PRIVATE},
		{"Permission denied (publickey", ERROR_MODULE_PRIVATE},
		{"Host key verification failed", ERROR_MODULE_PRIVATE},
		{"Repository not found", ERROR_MODULE_PRIVATE},
		{"confirm the import path was entered correctly", ERROR_MODULE_PRIVATE},
		{"401 Unauthorized", ERROR_MODULE_PRIVATE},
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

	return fetch_meaning_find(meanings, COUNT_OF(meanings), message, ERROR_MODULE_FETCH);
}

bool
module_fetch(const struct fetcher *fetcher, const char *request, const char *work,
	struct fetched_module *module, struct error *err)
{
	const char *const arguments[] = {"mod", "download", "-json", request, NULL};
	struct fetch fetch = {
		.arguments = arguments, .subject = request, .gopath = work, .meaning = module_fetch_error};
	CLEANUP_TEXT struct text answer = {0};

	*module = (struct fetched_module){0};
	if (!fetcher_run(fetcher, &fetch, &answer, err))
		return false;
	module->folder = fetcher_answer_text(&answer, "Dir");
	module->version = fetcher_answer_text(&answer, "Version");
	module->sum = fetcher_answer_text(&answer, "Sum");
	if (module->folder && module->version && module->sum)
		return true;
	fetched_module_dispose(module);
	return error_raise(
		err, ERROR_MODULE_FETCH, request, "'go mod download' told neither folder nor checksum");
}
