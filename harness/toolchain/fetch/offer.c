/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/fetch/offer.h"

#include "platform/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "toolchain/fetch/fetcher.h"
#include "toolchain/quirks.h"
#include "platform/places.h"

#include <stdlib.h>
#include <string.h>

static const char module[] = "golang.org/toolchain";

enum { KEPT_S = 24 * 60 * 60 };

/* Takes "v0.0.1-go1.20.14.linux-amd64". */
static void
add_version(const char *version, const char *platform, struct list *releases)
{
	static const char prefix[] = "v0.0.1-go";
	CLEANUP_FREE char *suffix = text_format(".%s", platform), *name = NULL;
	struct error not_one = ERROR_INIT;
	struct release release;

	if (!text_starts_with(version, prefix) || !text_ends_with(version, suffix))
		return;
	name = memory_copy_text(version + strlen(prefix));
	name[strlen(name) - strlen(suffix)] = '\0';
	if (release_parse(name, &release, &not_one) && !list_contains(releases, name))
		list_add(releases, name);
}

void
offer_parse(const char *versions, const char *platform, struct list *releases)
{
	static const char blanks[] = " \t\r\n";
	size_t first = releases->count;

	while (*(versions += strspn(versions, blanks)) != '\0') {
		size_t length = strcspn(versions, blanks);
		CLEANUP_FREE char *version = text_format("%.*s", (int)length, versions);

		add_version(version, platform, releases);
		versions += length;
	}
	release_sort(releases, first);
}

bool
offer_newest(const struct list *releases, unsigned minor, struct release *newest)
{
	bool found = false;

	for (size_t i = 0; i < releases->count; i++) {
		struct error not_one = ERROR_INIT;
		struct release release;

		if (!release_parse(releases->items[i], &release, &not_one) || release.minor != minor)
			continue;
		if (!found || release_compare(&release, newest) > 0)
			*newest = release;
		found = true;
	}
	return found;
}

/* Where the answer of these proxies is kept; a hash, since GOPROXY may hold a password. */
static char *
kept_path(const struct fetcher *fetcher)
{
	CLEANUP_FREE char *folder = places_cache("offers");
	CLEANUP_FREE char *key = text_format("%s\n%s", fetcher->proxies, fetcher->platform);
	char hash[HASH_TEXT_BYTES];

	return text_format("%s/%s", folder, hash_format(hash, hash_text(key)));
}

static bool
read_kept(const char *path, struct text *versions)
{
	int64_t age_s;

	return file_age(path, &age_s) && age_s >= 0 && age_s < KEPT_S && file_try_read(path, versions);
}

static bool
ask(const struct fetcher *fetcher, struct text *versions, struct error *err)
{
	CLEANUP_FREE char *folder = places_cache("offers"), *gopath = text_format("%s/gopath", folder);
	const char *arguments[] = {"list", "-m", "-versions", module, NULL, NULL};
	struct fetch fetch = {.arguments = arguments, .subject = module, .gopath = gopath};
	struct error failure = ERROR_INIT;

	if (toolchain_has(&fetcher->go, QUIRK_retractions)) {
		arguments[3] = "-retracted";
		arguments[4] = module;
	}
	if (fetcher_run(fetcher, &fetch, versions, &failure))
		return true;
	if (failure.id == ERROR_TOOLCHAIN_UNKNOWN)
		return error_raise(err, ERROR_TOOLCHAIN_PROXY, module, "it has no list of releases: %s", failure.why);
	*err = failure;
	return false;
}

bool
toolchain_offer(bool anew, struct list *releases, struct error *err)
{
	CLEANUP_FETCHER struct fetcher fetcher = {0};
	CLEANUP_TEXT struct text versions = {0};
	CLEANUP_FREE char *path = NULL;

	if (!fetcher_open(&fetcher, err))
		return false;
	path = kept_path(&fetcher);
	if (anew || !read_kept(path, &versions)) {
		if (!ask(&fetcher, &versions, err))
			return error_while(err, "asking which Go releases there are");
		if (!file_replace(path, versions.data ? versions.data : "", versions.length, err))
			return false;
	}
	offer_parse(text_string(&versions), fetcher.platform, releases);
	return true;
}

bool
toolchain_resolve(const char *request, char **release, struct error *err)
{
	CLEANUP_LIST struct list offered = {0};
	char name[RELEASE_TEXT_BYTES];
	struct release newest;
	unsigned minor;

	*release = NULL;
	if (!release_line_parse(request, &minor)) {
		*release = memory_copy_text(request);
		return true;
	}
	if (!toolchain_offer(false, &offered, err))
		return false;
	if (!offer_newest(&offered, minor, &newest))
		return error_raise(
			err, ERROR_TOOLCHAIN_UNKNOWN, request, "the module proxy lists no release of Go 1.%u", minor);
	*release = memory_copy_text(release_format(name, &newest));
	return true;
}
