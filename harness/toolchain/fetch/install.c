/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/fetch/install.h"

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "base/units.h"
#include "toolchain/describe.h"
#include "toolchain/fetch/fetcher.h"
#include "toolchain/fetch/offer.h"
#include "toolchain/store.h"
#include "platform/own_folder.h"
#include "platform/clock.h"
#include "platform/terminal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What is told of a download on a terminal. */
struct progress {
	const char *release, *work;
	uint64_t start_ns;
};

static void
show_progress(void *context)
{
	const struct progress *progress = context;
	char size[UNITS_TEXT_BYTES];
	uint64_t bytes, files;

	folder_measure(progress->work, &bytes, &files);
	(void)fprintf(stderr, "\rgorge: fetching Go %s: %s on disk after %" PRIu64 " s\033[K", progress->release,
		units_format_bytes(size, bytes), (clock_now_ns() - progress->start_ns) / 1000000000u);
}

/* Downloads and unpacks the module into work/pkg/mod; *tree is where. */
static bool
download(const struct fetcher *fetcher, const char *release, const char *work, bool quiet, char **tree,
	struct error *err)
{
	CLEANUP_FREE char *module =
		text_format("golang.org/toolchain@v0.0.1-go%s.%s", release, fetcher->platform);
	const char *const arguments[] = {"mod", "download", "-json", module, NULL};
	bool shows = !quiet && terminal_shows(stderr), fetched;
	struct progress progress = {.release = release, .work = work};
	struct fetch fetch = {.arguments = arguments,
		.subject = module,
		.gopath = work,
		.tick = shows ? show_progress : NULL,
		.context = &progress};
	CLEANUP_TEXT struct text answer = {0};

	progress.start_ns = clock_now_ns();
	fetched = fetcher_run(fetcher, &fetch, &answer, err);
	if (shows)
		(void)fputs("\r\033[K", stderr);
	*tree = fetched ? fetcher_answer_text(&answer, "Dir") : NULL;
	if (fetched && !*tree)
		return error_raise(err, ERROR_TOOLCHAIN_INSTALL, module, "'go mod download' told no folder");
	return fetched;
}

/* Whether a path below the root of a release is bin/X or pkg/tool/PLATFORM/X. */
static bool
is_tool_path(const char *path)
{
	static const char tools[] = "pkg/tool/";
	const char *name = strrchr(path, '/');

	if (text_starts_with(path, "bin/"))
		return strchr(path, '/') == name;
	return text_starts_with(path, tools) && strchr(path + strlen(tools), '/') == name;
}

/* A folder of a downloaded tree. */
struct mending {
	const char *tree, *below; /* the root, and where in it with a slash at the end, or "" */
	struct error *err;
};

static bool mend_folder(const char *tree, const char *below, struct error *err);

/* Undoes for one file what a module zip does to a release: no execute bits, and no go.mod of its own (it is
 * kept as _go.mod). */
static bool
mend_entry(void *context, const struct folder_entry *entry)
{
	const struct mending *mending = context;
	CLEANUP_FREE char *below = text_format("%s%s", mending->below, entry->name);
	CLEANUP_FREE char *path = text_format("%s/%s", mending->tree, below);

	if (entry->kind == FILE_FOLDER) {
		CLEANUP_FREE char *folder = text_format("%s/", below);
		return mend_folder(mending->tree, folder, mending->err);
	}
	if (is_tool_path(below))
		return file_make_program(path, mending->err);
	if (text_equal(entry->name, "_go.mod")) {
		CLEANUP_FREE char *name = text_format("%s/%sgo.mod", mending->tree, mending->below);
		return file_move(path, name, mending->err);
	}
	return true;
}

/* And for a folder: none can be written. */
static bool
mend_folder(const char *tree, const char *below, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", tree, below);
	struct mending mending = {tree, below, err};

	return folder_make_writable(path, err) && folder_each(path, mend_entry, &mending, err);
}

/* Makes the downloaded tree a GOROOT, runs it once, and gives it its name. */
static bool
finish(const char *tree, const char *release, struct error *err)
{
	CLEANUP_FREE char *go = text_format("%s/bin/go", tree), *final = toolchain_release_folder(release);
	struct toolchain toolchain = {0};
	bool runs;

	if (!mend_folder(tree, "", err))
		return false;
	runs = toolchain_describe(go, &toolchain, err);
	if (runs && !text_equal(toolchain.version, release))
		runs = error_raise(
			err, ERROR_TOOLCHAIN_INSTALL, release, "what came calls itself %s", toolchain.version);
	toolchain_dispose(&toolchain);
	return runs && file_move(tree, final, err);
}

/* Adds what there is instead to a release that the proxy does not have. */
static bool
explain_unknown(const char *release, const struct error *failure, struct error *err)
{
	CLEANUP_LIST struct list offered = {0};
	char name[RELEASE_TEXT_BYTES];
	struct error ignored = ERROR_INIT;
	struct release wanted, newest;

	if (release_parse(release, &wanted, &ignored) && toolchain_offer(false, &offered, &ignored) &&
		offer_newest(&offered, wanted.minor, &newest) && release_compare(&wanted, &newest) != 0)
		return error_raise(err, ERROR_TOOLCHAIN_UNKNOWN, failure->where,
			"the newest 1.%u that it lists is %s; it says: %s", wanted.minor, release_format(name, &newest),
			failure->why);
	*err = *failure;
	return false;
}

static bool
fetch(const char *release, const char *work, bool quiet, struct error *err)
{
	CLEANUP_FETCHER struct fetcher fetcher = {0};
	CLEANUP_FREE char *tree = NULL;
	struct error failure = ERROR_INIT;

	if (!fetcher_open(&fetcher, err))
		return false;
	if (!quiet)
		(void)fprintf(stderr, "gorge: fetching Go %s with %s\n", release, fetcher.go.go);
	if (download(&fetcher, release, work, quiet, &tree, &failure))
		return finish(tree, release, err);
	if (failure.id == ERROR_TOOLCHAIN_UNKNOWN)
		return explain_unknown(release, &failure, err);
	*err = failure;
	return false;
}

bool
toolchain_install(const char *release, bool quiet, struct error *err)
{
	CLEANUP_FREE char *final = toolchain_release_folder(release), *work = NULL;
	CLEANUP_LOCK struct lock lock = {0};
	bool installed;

	if (!store_lock(quiet, &lock, err))
		return false;
	if (file_is_folder(final))
		return true;
	if (!(work = store_work_folder("fetching", err)))
		return false;
	installed = fetch(release, work, quiet, err);
	own_folder_drop(work);
	return installed;
}
