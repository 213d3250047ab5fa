/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/fetch/fetcher.h"

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/places.h"
#include "platform/process.h"
#include "toolchain/quirks.h"
#include "toolchain/describe.h"
#include "toolchain/environment.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* What the go command says, most telling first: a refused checksum names a URL that may hold any of the
 * others. A proxy that does not have a module answers 404 or 410 by the protocol (`go help goproxy`), some
 * 403; one in a folder (file://) has no such file. */
static const struct fetch_meaning meanings[] = {
	{"SECURITY ERROR", ERROR_TOOLCHAIN_CHECKSUM},
	{"checksum mismatch", ERROR_TOOLCHAIN_CHECKSUM},
	{"not a valid zip", ERROR_TOOLCHAIN_CHECKSUM},
	{"zip: checksum error", ERROR_TOOLCHAIN_CHECKSUM},
	{"no space left on device", ERROR_TOOLCHAIN_NO_ROOM},
	{"disk quota exceeded", ERROR_TOOLCHAIN_NO_ROOM},
	{"404 Not Found", ERROR_TOOLCHAIN_UNKNOWN},
	{"410 Gone", ERROR_TOOLCHAIN_UNKNOWN},
	{"403 Forbidden", ERROR_TOOLCHAIN_UNKNOWN},
	{"unknown revision", ERROR_TOOLCHAIN_UNKNOWN},
	{"no such file or directory", ERROR_TOOLCHAIN_UNKNOWN},
	{"GOPROXY=off", ERROR_TOOLCHAIN_PROXY},
	{"dial tcp", ERROR_TOOLCHAIN_PROXY},
	{"no such host", ERROR_TOOLCHAIN_PROXY},
	{"connection refused", ERROR_TOOLCHAIN_PROXY},
	{"connection reset", ERROR_TOOLCHAIN_PROXY},
	{"imeout", ERROR_TOOLCHAIN_PROXY},
	{"deadline exceeded", ERROR_TOOLCHAIN_PROXY},
	{"proxyconnect", ERROR_TOOLCHAIN_PROXY},
	{"x509:", ERROR_TOOLCHAIN_PROXY},
	{"tls:", ERROR_TOOLCHAIN_PROXY},
	{"unexpected EOF", ERROR_TOOLCHAIN_PROXY},
	{": EOF", ERROR_TOOLCHAIN_PROXY},
	{"401 Unauthorized", ERROR_TOOLCHAIN_PROXY},
	{"407 Proxy", ERROR_TOOLCHAIN_PROXY},
	{"500 Internal", ERROR_TOOLCHAIN_PROXY},
	{"502 Bad Gateway", ERROR_TOOLCHAIN_PROXY},
	{"503 Service", ERROR_TOOLCHAIN_PROXY},
};

enum error_id
fetch_meaning_find(
	const struct fetch_meaning *known, size_t count, const char *message, enum error_id otherwise)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(message, known[i].says))
			return known[i].id;
	return otherwise;
}

enum error_id
fetcher_meaning(const char *message)
{
	return fetch_meaning_find(meanings, COUNT_OF(meanings), message, ERROR_TOOLCHAIN_INSTALL);
}

static bool
find_go(struct toolchain *go, struct error *err)
{
	if (!toolchain_describe_host(go, err))
		return error_while(err, "looking for a go command that can fetch releases");
	if (!toolchain_has(go, QUIRK_checksum_database))
		return error_raise(err, ERROR_NO_GO, go->go,
			"it is Go %s; only 1.%u and newer check what they download", go->version,
			quirks[QUIRK_checksum_database].from);
	return true;
}

static bool
ask_settings(struct fetcher *fetcher, struct error *err)
{
	const char *argv[] = {fetcher->go.go, "env", "GOHOSTOS", "GOHOSTARCH", "GOPROXY", NULL};
	CLEANUP_LIST struct list environment = {0}, lines = {0};
	CLEANUP_FREE char *gopath = places_cache("offers/gopath");
	CLEANUP_TEXT struct text answer = {0};
	struct process process = {.argv = argv, .folder = "/"};

	if (!toolchain_network_settings(fetcher->go.go, &fetcher->settings, err))
		return false;
	toolchain_network_environment(&fetcher->settings, gopath, &environment);
	process.environment = list_strings(&environment);
	if (!process_check(&process, &answer, ERROR_TOOLCHAIN_INSTALL, err))
		return false;
	list_split(&lines, text_string(&answer), '\n');
	if (lines.count < 2)
		return error_raise(err, ERROR_TOOLCHAIN_INSTALL, argv[0], "'go env' does not tell its platform");
	fetcher->platform = text_format("%s-%s", lines.items[0], lines.items[1]);
	fetcher->proxies = memory_copy_text(lines.count > 2 ? lines.items[2] : "");
	return true;
}

bool
fetcher_open(struct fetcher *fetcher, struct error *err)
{
	*fetcher = (struct fetcher){0};
	if (find_go(&fetcher->go, err) && ask_settings(fetcher, err))
		return true;
	fetcher_close(fetcher);
	return false;
}

void
fetcher_close(struct fetcher *fetcher)
{
	toolchain_dispose(&fetcher->go);
	free(fetcher->platform);
	free(fetcher->proxies);
	list_dispose(&fetcher->settings);
	*fetcher = (struct fetcher){0};
}

char *
fetcher_answer_text(const struct text *answer, const char *key)
{
	json_t *object = json_loads(text_string(answer), 0, NULL);
	const char *value = json_string_value(json_object_get(object, key));
	char *copy = value ? memory_copy_text(value) : NULL;

	json_decref(object);
	return copy;
}

static bool
explain(const struct fetch *fetch, const struct text *answer, struct text *messages, int status,
	struct error *err)
{
	CLEANUP_FREE char *said = fetcher_answer_text(answer, "Error");
	const char *why = said ? text_trim(said) : messages->data ? text_trim(messages->data) : "";
	enum error_id id = fetch->meaning ? fetch->meaning(why) : fetcher_meaning(why);

	if (*why == '\0')
		return error_raise(err, id, fetch->subject, "'go %s' ends with status %d and says nothing",
			fetch->arguments[0], status);
	return error_raise(err, id, fetch->subject, "%s", why);
}

bool
fetcher_run(const struct fetcher *fetcher, const struct fetch *fetch, struct text *answer, struct error *err)
{
	CLEANUP_FREE char *cache = text_format("%s/pkg/mod", fetch->gopath);
	CLEANUP_LIST struct list environment = {0};
	CLEANUP_TEXT struct text messages = {0};
	const char *argv[10] = {fetcher->go.go};
	int status;

	for (size_t i = 0; fetch->arguments[i]; i++)
		argv[i + 1] = fetch->arguments[i];
	toolchain_network_environment(&fetcher->settings, fetch->gopath, &environment);
	environment_set(&environment, "GOMODCACHE", cache);
	environment_set(&environment, "GOWORK", "off");
	struct process process = {.argv = argv,
		.environment = list_strings(&environment),
		.folder = "/",
		.tick = fetch->tick,
		.context = fetch->context};
	if (!folder_make(fetch->gopath, err) || !process_run(&process, answer, &messages, &status, err))
		return false;
	return status == 0 || explain(fetch, answer, &messages, status, err);
}
