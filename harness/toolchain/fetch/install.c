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
#include "platform/clock.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 16 }; /* while a tree is walked */

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
	bool shows = !quiet && isatty(STDERR_FILENO), fetched;
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

/* Whether a path's last folders are .../bin/X or .../pkg/tool/PLATFORM/X, seen from the root of the tree. */
static bool
is_tool_path(const char *path, int level)
{
	const char *component = path + strlen(path);

	for (int up = 0; up < level; up++)
		do
			component--;
		while (*component != '/');
	return (level == 2 && text_starts_with(component, "/bin/")) ||
		   (level == 4 && text_starts_with(component, "/pkg/tool/"));
}

/* Undoes for one file what a module zip does to a release: no execute bits, no go.mod of its own (it is kept
 * as _go.mod), and folders that cannot be written. */
static int
mend_entry(const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	if (type == FTW_D)
		return chmod(path, 0755);
	if (is_tool_path(path, place->level))
		return chmod(path, 0755);
	if (text_equal(path + place->base, "_go.mod")) {
		CLEANUP_FREE char *name = text_format("%.*sgo.mod", place->base, path);
		return rename(path, name);
	}
	return 0;
}

/* Makes the downloaded tree a GOROOT, runs it once, and gives it its name. */
static bool
finish(const char *tree, const char *release, struct error *err)
{
	CLEANUP_FREE char *go = text_format("%s/bin/go", tree), *final = toolchain_release_folder(release);
	struct toolchain toolchain = {0};
	bool runs;

	if (nftw(tree, mend_entry, OPEN_FOLDERS, FTW_PHYS) != 0)
		return error_raise_errno(err, ERROR_WRITE, tree);
	runs = toolchain_describe(go, &toolchain, err);
	if (runs && !text_equal(toolchain.version, release))
		runs = error_raise(
			err, ERROR_TOOLCHAIN_INSTALL, release, "what came calls itself %s", toolchain.version);
	toolchain_dispose(&toolchain);
	if (runs && rename(tree, final) != 0)
		return error_raise_errno(err, ERROR_WRITE, final);
	return runs;
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
	CLEANUP_CLOSE int lock = -1;
	struct error left = ERROR_INIT;
	bool installed;

	if (!store_lock(quiet, &lock, err))
		return false;
	if (file_is_folder(final))
		return true;
	if (!(work = store_work_folder("fetching", err)))
		return false;
	installed = fetch(release, work, quiet, err);
	return folder_delete(work, installed ? err : &left) && installed;
}
