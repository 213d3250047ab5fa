/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/install.h"

#include "base/file.h"
#include "base/memory.h"
#include "platform/interrupt.h"
#include "platform/process.h"
#include "toolchain/describe.h"
#include "toolchain/release.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OLDEST_WITH_CHECKSUMS = 13 };

char *
gorge_cache_folder(const char *name)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	if (cache && *cache == '/')
		return text_format("%s/gorge/%s", cache, name);
	return text_format("%s/.cache/gorge/%s", home ? home : "", name);
}

char *
toolchain_folder(void)
{
	const char *own = getenv("GORGE_TOOLCHAINS");

	return own && *own ? memory_copy_text(own) : gorge_cache_folder("toolchains");
}

char *
toolchain_release_folder(const char *release)
{
	CLEANUP_FREE char *folder = toolchain_folder();

	return text_format("%s/go%s", folder, release);
}

static int
compare_names(const void *a, const void *b)
{
	struct error ignored = ERROR_INIT;
	struct release left, right;

	(void)release_parse(*(char *const *)a, &left, &ignored);
	(void)release_parse(*(char *const *)b, &right, &ignored);
	return release_compare(&left, &right);
}

bool
toolchain_list_installed(struct list *versions, struct error *err)
{
	CLEANUP_FREE char *path = toolchain_folder();
	size_t first = versions->count;
	DIR *folder = opendir(path);
	struct dirent *entry;

	if (!folder)
		return errno == ENOENT || error_raise_errno(err, ERROR_READ, path);
	while ((entry = readdir(folder)) != NULL) {
		struct error not_one = ERROR_INIT;
		struct release release;

		if (text_starts_with(entry->d_name, "go") && release_parse(entry->d_name, &release, &not_one))
			list_add(versions, entry->d_name + strlen("go"));
	}
	(void)closedir(folder);
	if (versions->count > first)
		qsort(versions->items + first, versions->count - first, sizeof *versions->items, compare_names);
	return true;
}

/* Waits until no other gorge fetches into this folder. The lock goes with its process, however that ends. */
static bool
lock(const char *path, int *fd, struct error *err)
{
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (*fd < 0)
		return error_raise_errno(err, ERROR_WRITE, path);
	while (flock(*fd, LOCK_EX) != 0) {
		if (errno != EINTR)
			return error_raise_errno(err, ERROR_WRITE, path);
		if (!interrupt_check(err))
			return false;
	}
	return true;
}

/* The go that fetches: any that checks what it gets against the checksum database. */
static bool
find_fetcher(struct toolchain *fetcher, struct error *err)
{
	if (!toolchain_find("host", false, true, fetcher, err))
		return error_while(err, "looking for a go command that can fetch the release");
	if (toolchain_at_least(fetcher, OLDEST_WITH_CHECKSUMS))
		return true;
	(void)error_raise(err, ERROR_NO_GO, fetcher->go,
		"it is Go %s; only 1.%d and newer check what they download", fetcher->version, OLDEST_WITH_CHECKSUMS);
	toolchain_release(fetcher);
	return false;
}

/* "linux-amd64": the platform of the fetching go, which runs here. */
static bool
ask_platform(const struct toolchain *fetcher, struct list *platform, struct error *err)
{
	static const char *const arguments[] = {"env", "GOHOSTOS", "GOHOSTARCH", NULL};
	CLEANUP_TEXT struct text answer = {0};

	if (!toolchain_ask(fetcher->go, arguments, &answer, err))
		return false;
	list_split(platform, text_string(&answer), '\n');
	if (platform->count < 2)
		return error_raise(err, ERROR_TOOLCHAIN_INSTALL, fetcher->go, "'go env' does not tell its platform");
	return true;
}

/* Reads one text from the JSON that `go mod download -json` prints, also when it fails; NULL without it. */
static char *
answer_text(const struct text *answer, const char *key)
{
	json_t *object = json_loads(text_string(answer), 0, NULL);
	const char *value = json_string_value(json_object_get(object, key));
	char *copy = value ? memory_copy_text(value) : NULL;

	json_decref(object);
	return copy;
}

/* Downloads and unpacks the module into work/pkg/mod; *tree is where. */
static bool
download(
	const struct toolchain *fetcher, const char *release, const char *work, char **tree, struct error *err)
{
	CLEANUP_LIST struct list platform = {0}, environment = {0};
	CLEANUP_FREE char *module = NULL, *cache = text_format("%s/pkg/mod", work), *why = NULL;
	CLEANUP_TEXT struct text answer = {0}, messages = {0};
	int status;

	if (!ask_platform(fetcher, &platform, err))
		return false;
	module =
		text_format("golang.org/toolchain@v0.0.1-go%s.%s-%s", release, platform.items[0], platform.items[1]);
	const char *argv[] = {fetcher->go, "mod", "download", "-json", module, NULL};
	toolchain_network_environment(work, &environment);
	environment_set(&environment, "GOMODCACHE", cache);
	environment_set(&environment, "GOWORK", "off");
	struct process process = {
		.argv = argv, .environment = (const char *const *)environment.items, .folder = work};
	if (!process_run(&process, &answer, &messages, &status, err))
		return false;
	*tree = status == 0 ? answer_text(&answer, "Dir") : NULL;
	if (*tree)
		return true;
	why = answer_text(&answer, "Error");
	return error_raise(err, ERROR_TOOLCHAIN_INSTALL, module, "%s",
		why ? text_trim(why)
			: (messages.data ? text_trim(messages.data) : "'go mod download' told no folder"));
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
	enum { OPEN_FOLDERS = 16 };
	CLEANUP_FREE char *go = text_format("%s/bin/go", tree), *final = toolchain_release_folder(release);
	struct toolchain toolchain = {0};
	bool runs;

	if (nftw(tree, mend_entry, OPEN_FOLDERS, FTW_PHYS) != 0)
		return error_raise_errno(err, ERROR_WRITE, tree);
	runs = toolchain_describe(go, &toolchain, err);
	if (runs && !text_equal(toolchain.version, release))
		runs = error_raise(
			err, ERROR_TOOLCHAIN_INSTALL, release, "what came calls itself %s", toolchain.version);
	toolchain_release(&toolchain);
	if (runs && rename(tree, final) != 0)
		return error_raise_errno(err, ERROR_WRITE, final);
	return runs;
}

static bool
fetch(const char *release, const char *work, bool quiet, struct error *err)
{
	__attribute__((cleanup(toolchain_release))) struct toolchain fetcher = {0};
	CLEANUP_FREE char *tree = NULL;

	if (!find_fetcher(&fetcher, err))
		return false;
	if (!quiet)
		(void)fprintf(stderr, "gorge: fetching Go %s (some 70 MB) with %s\n", release, fetcher.go);
	if (!folder_make(work, err))
		return false;
	return download(&fetcher, release, work, &tree, err) && finish(tree, release, err);
}

bool
toolchain_install(const char *release, bool quiet, struct error *err)
{
	CLEANUP_FREE char *folder = toolchain_folder(), *final = toolchain_release_folder(release);
	CLEANUP_FREE char *lock_path = text_format("%s/.lock", folder);
	CLEANUP_FREE char *work = text_format("%s/.fetching", folder);
	CLEANUP_CLOSE int fd = -1;
	struct error left = ERROR_INIT;
	bool installed;

	if (!folder_make(folder, err) || !lock(lock_path, &fd, err))
		return false;
	if (file_is_folder(final))
		return true;
	installed = folder_delete(work, err) && fetch(release, work, quiet, err);
	(void)folder_delete(work, installed ? err : &left);
	return installed;
}
