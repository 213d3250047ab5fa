/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/places.h"
#include "toolchain/describe.h"
#include "platform/own_folder.h"
#include "toolchain/fetch/fetcher.h"
#include "toolchain/fetch/install.h"
#include "toolchain/fetch/offer.h"
#include "toolchain/store.h"
#include "toolchain/fetch/find.h"
#include "toolchain/environment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void
test_a_later_setting_replaces_an_earlier_one(void **state)
{
	CLEANUP_LIST struct list environment = {0};

	(void)state;
	environment_set(&environment, "A", NULL);
	environment_set(&environment, "A", "1");
	environment_set(&environment, "AB", "2");
	environment_set(&environment, "A", "3");
	assert_int_equal(environment.count, 2);
	assert_string_equal(environment.items[0], "AB=2");
	assert_string_equal(environment.items[1], "A=3");
	environment_set(&environment, "AB", NULL);
	environment_set(&environment, "A", NULL);
	assert_int_equal(environment.count, 0);
	assert_null(environment.items[0]);
}

static const char *
value_of(const struct list *environment, const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < environment->count; i++)
		if (strncmp(environment->items[i], name, length) == 0 && environment->items[i][length] == '=')
			return environment->items[i] + length + 1;
	return NULL;
}

static void
test_a_run_inherits_nothing_but_the_path(void **state)
{
	struct toolchain toolchain = {.goroot = (char *)(uintptr_t) "/opt/go"};
	CLEANUP_LIST struct list environment = {0};

	(void)state;
	assert_int_equal(setenv("GOFLAGS", "-race", 1), 0);
	assert_int_equal(setenv("GORGE_STRAY", "1", 1), 0);
	toolchain_environment(&toolchain, "/tmp/home", "/tmp/cache", &environment);
	assert_string_equal(value_of(&environment, "GOFLAGS"), "");
	assert_null(value_of(&environment, "GORGE_STRAY"));
	assert_true(text_starts_with(value_of(&environment, "PATH"), "/opt/go/bin:"));
	assert_string_equal(value_of(&environment, "GOPROXY"), "off");
	assert_string_equal(value_of(&environment, "GOTOOLCHAIN"), "local");
	assert_string_equal(value_of(&environment, "GOCACHE"), "/tmp/cache");
	assert_string_equal(value_of(&environment, "TMPDIR"), "/tmp/home/tmp");
}

static void
test_a_fetch_keeps_what_reaches_the_network(void **state)
{
	CLEANUP_LIST struct list environment = {0}, settings = {0};

	(void)state;
	assert_int_equal(setenv("GOPROXY", "https://proxy.example", 1), 0);
	assert_int_equal(setenv("https_proxy", "http://gate.example", 1), 0);
	assert_int_equal(setenv("GOFLAGS", "-race", 1), 0);
	assert_int_equal(setenv("GOOS", "plan9", 1), 0);
	list_add(&settings, "GOPROXY=https://proxy.example");
	toolchain_network_environment(&settings, "/tmp/gopath", &environment);
	assert_string_equal(value_of(&environment, "GOPROXY"), "https://proxy.example");
	assert_string_equal(value_of(&environment, "https_proxy"), "http://gate.example");
	assert_string_equal(value_of(&environment, "GOPATH"), "/tmp/gopath");
	assert_string_equal(value_of(&environment, "GOFLAGS"), "");
	assert_string_equal(value_of(&environment, "GOENV"), "off");
	assert_null(value_of(&environment, "GOOS"));
	assert_int_equal(
		unsetenv("GOPROXY") | unsetenv("https_proxy") | unsetenv("GOFLAGS") | unsetenv("GOOS"), 0);
}

/* A folder of its own for each test, with a Go of sorts in it. */
struct bench {
	const char *folder;
	char *path; /* PATH as it was */
};

static int
bench_open(void **state)
{
	struct bench *bench = memory_zeroed(1, sizeof *bench);
	CLEANUP_FREE char *toolchains = NULL;

	if (make_folder(state) != 0)
		return -1;
	bench->folder = folder;
	bench->path = memory_copy_text(getenv("PATH"));
	toolchains = text_format("%s/toolchains", bench->folder);
	*state = bench;
	if (setenv("XDG_CACHE_HOME", bench->folder, 1) != 0)
		return -1;
	return setenv("GORGE_TOOLCHAINS", toolchains, 1);
}

static int
bench_close(void **state)
{
	struct bench *bench = *state;

	(void)setenv("PATH", bench->path, 1);
	free(bench->path);
	free(bench);
	return delete_folder(state);
}

static void
write_program(const char *root, const char *name, const char *script)
{
	CLEANUP_FREE char *path = text_format("%s/%s", root, name), *above = memory_copy_text(path);
	struct error err = ERROR_INIT;

	*strrchr(above, '/') = '\0';
	assert_true(folder_make(above, &err));
	assert_true(file_replace(path, script, strlen(script), &err));
	assert_int_equal(chmod(path, 0755), 0);
}

/* A shell script that answers as a go command does; `mod` is what it does for `go mod download`. */
static void
write_go(const char *root, const char *version, const char *mod)
{
	CLEANUP_FREE char *script = text_format(
		"#!/bin/sh\n"
		"root=$(cd \"$(dirname \"$0\")/..\" && pwd)\n"
		"case $1 in\n"
		"version) echo 'go version %s' ;;\n"
		"env) shift; for name; do case $name in\n"
		"	GOROOT) echo $root ;; GOTOOLDIR) echo $root/pkg/tool/linux_amd64 ;;\n"
		"	GOHOSTOS) echo linux ;; GOHOSTARCH) echo amd64 ;;\n"
		"	esac; done ;;\n"
		"list) echo golang.org/toolchain v0.0.1-go1.26.9.linux-amd64 v0.0.1-go1.26.11.linux-amd64 ;;\n"
		"mod) %s ;;\n"
		"esac\n",
		version, mod);

	write_program(root, "bin/go", script);
	write_program(root, "pkg/tool/linux_amd64/compile", "compile");
	write_program(root, "pkg/tool/linux_amd64/link", "link");
}

static void
expect_failure(const char *request, bool fetch, enum error_id id, const char *why)
{
	struct error err = ERROR_INIT;
	struct toolchain toolchain;

	assert_false(toolchain_find(request, fetch, true, &toolchain, &err));
	assert_int_equal(err.id, id);
	assert_non_null(strstr(err.why, why));
	assert_null(toolchain.request);
}

/* What the user has set for builds, by `go env -w`, is none of the network's. */
static void
test_only_the_network_of_the_users_settings_is_taken(void **state)
{
	static const char *const said[] = {"GOPROXY=https://proxy.example", "GOSUMDB=off", "GOOS=plan9",
		"GOEXPERIMENT=nosuch", "GOFLAGS=-nosuch", "GOPRIVATE=example.org/x,example.net"};
	const struct bench *bench = *state;
	CLEANUP_FREE char *path = text_format("%s/env", bench->folder), *go = path_find_program("go");
	CLEANUP_TEXT struct text file = {0};
	CLEANUP_LIST struct list settings = {0};
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < COUNT_OF(said); i++)
		text_append_format(&file, "%s\n", said[i]);
	assert_true(file_replace(path, text_string(&file), file.length, &err));
	assert_int_equal(setenv("GOENV", path, 1) | setenv("GOSUMDB", "sum.example", 1), 0);
	if (!toolchain_network_settings(go, &settings, &err))
		fail_msg("%s: %s", err.where, err.why);
	assert_string_equal(value_of(&settings, "GOPROXY"), "https://proxy.example");
	assert_string_equal(value_of(&settings, "GOSUMDB"), "sum.example");
	assert_string_equal(value_of(&settings, "GOPRIVATE"), "example.org/x,example.net");
	assert_null(value_of(&settings, "GOOS"));
	assert_null(value_of(&settings, "GOEXPERIMENT"));
	assert_null(value_of(&settings, "GOFLAGS"));
	assert_int_equal(unsetenv("GOENV") | unsetenv("GOSUMDB"), 0);
}

static void
test_a_goroot_is_described_and_told_apart(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *root = text_format("%s/go", bench->folder), *request = text_format("path:%s", root);
	struct toolchain first, second;
	struct error err = ERROR_INIT;

	write_go(root, "go1.26.8 linux/amd64", "exit 1");
	assert_true(toolchain_find(request, false, true, &first, &err));
	assert_string_equal(first.goroot, root);
	assert_string_equal(first.version, "1.26.8");
	assert_int_equal(first.minor, 26);
	assert_true(toolchain_at_least(&first, 26) && !toolchain_at_least(&first, 27));
	assert_true(toolchain_find(request, false, true, &second, &err));
	assert_true(hash_equal(first.identity, second.identity));
	toolchain_dispose(&second);
	write_program(root, "pkg/tool/linux_amd64/link", "another link");
	assert_true(toolchain_find(request, false, true, &second, &err));
	assert_false(hash_equal(first.identity, second.identity));
	assert_true(hash_equal(first.compile_hash, second.compile_hash));
	toolchain_dispose(&first);
	toolchain_dispose(&second);
}

static void
test_what_is_no_goroot_is_told_why(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *root = text_format("%s/go", bench->folder), *request = text_format("path:%s", root);
	CLEANUP_FREE char *compile = text_format("%s/pkg/tool/linux_amd64/compile", root);

	expect_failure(request, false, ERROR_BAD_TOOLCHAIN, "No such file");
	write_go(root, "gccgo 12", "exit 1");
	expect_failure(request, false, ERROR_BAD_TOOLCHAIN, "gccgo 12");
	write_go(root, "go1.26.8 linux/amd64", "exit 1");
	assert_int_equal(unlink(compile), 0);
	expect_failure(request, false, ERROR_BAD_TOOLCHAIN, "not complete");
	write_program(root, "bin/go", "#!/bin/sh\necho broken pipe dream >&2\nexit 2\n");
	expect_failure(request, false, ERROR_BAD_TOOLCHAIN, "broken pipe dream");
	write_program(root, "bin/go", "\177ELF no program");
	expect_failure(request, false, ERROR_BAD_TOOLCHAIN, "Exec format error");
	assert_int_equal(setenv("PATH", bench->folder, 1), 0);
	expect_failure("host", false, ERROR_NO_GO, "PATH");
	expect_failure("1.26.8", true, ERROR_NO_GO, "PATH");
}

/* Where the go command is asked, it may make folders: as root even of a device that is missing. */
static void
test_it_is_asked_in_a_home_of_gorges_own(void **state)
{
	static const char *const names[] = {"HOME", "GOPATH", "GOCACHE"};
	static const char *const arguments[] = {"env", NULL};
	const struct bench *bench = *state;
	CLEANUP_FREE char *go = text_format("%s/go/bin/go", bench->folder);
	CLEANUP_FREE char *root = text_format("%s/go", bench->folder), *home = places_cache("home");
	CLEANUP_TEXT struct text answer = {0};
	CLEANUP_LIST struct list told = {0};
	struct error err = ERROR_INIT;

	write_program(root, "bin/go", "#!/bin/sh\nexec env\n");
	assert_true(toolchain_ask(go, arguments, &answer, &err));
	list_split(&told, text_string(&answer), '\n');
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_true(text_starts_with(value_of(&told, names[i]), home));
	assert_true(file_is_folder(home));
}

/* Puts a go command in front of PATH. */
static void
use_go(const struct bench *bench, const char *version, const char *mod)
{
	CLEANUP_FREE char *root = text_format("%s/host", bench->folder);
	CLEANUP_FREE char *path = text_format("%s/bin:%s", root, bench->path);

	write_go(root, version, mod);
	assert_int_equal(setenv("PATH", path, 1), 0);
}

static void
test_a_fetched_release_is_mended_and_named(void **state)
{
	/* What a module zip makes of a release: files without execute bits, go.mod by another name, folders
	 * that cannot be written. */
	static const char mod[] = "dir=$GOMODCACHE/tree; mkdir -p $dir/src/cmd; cp -r $root/bin $root/pkg $dir\n"
							  "	echo module std >$dir/src/_go.mod; cp $dir/src/_go.mod $dir/src/cmd\n"
							  "	chmod 444 $dir/*/* $dir/pkg/tool/*/* $dir/src/*/* 2>/dev/null\n"
							  "	find $dir -type d -exec chmod 555 {} +\n"
							  "	[ \"$4\" = golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64 ] || exit 9\n"
							  "	echo \"{\\\"Dir\\\": \\\"$dir\\\"}\"";
	const struct bench *bench = *state;
	CLEANUP_FREE char *release = toolchain_release_folder("1.26.8");
	CLEANUP_FREE char *mended = text_format("%s/src/cmd/go.mod", release);
	CLEANUP_FREE char *work = text_format("%s/toolchains/.fetching", bench->folder);
	CLEANUP_LIST struct list installed = {0};
	struct error err = ERROR_INIT;
	struct toolchain toolchain;

	use_go(bench, "go1.26.8 linux/amd64", mod);
	expect_failure("1.26.8", false, ERROR_BAD_TOOLCHAIN, "gorge toolchain install 1.26.8");
	assert_true(toolchain_find("1.26.8", true, true, &toolchain, &err));
	assert_string_equal(toolchain.goroot, release);
	assert_true(file_exists(mended));
	assert_false(file_exists(work));
	toolchain_dispose(&toolchain);
	assert_true(toolchain_list_installed(&installed, &err));
	assert_int_equal(installed.count, 1);
	assert_string_equal(installed.items[0], "1.26.8");
	use_go(bench, "go1.26.8 linux/amd64", "exit 1"); /* a second time nothing is fetched */
	assert_true(toolchain_install("1.26.8", true, &err));
}

static void
test_a_fetch_that_fails_leaves_nothing_but_its_reason(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *release = toolchain_release_folder("1.26.8");

	use_go(bench, "go1.26.8 linux/amd64", "echo '{\"Error\": \"no such release here\"}'; exit 1");
	expect_failure("1.26.8", true, ERROR_TOOLCHAIN_INSTALL, "no such release here");
	use_go(bench, "go1.26.8 linux/amd64", "echo connection refused >&2; exit 1");
	expect_failure("1.26.8", true, ERROR_TOOLCHAIN_PROXY, "connection refused");
	use_go(bench, "go1.26.8 linux/amd64",
		"echo '{\"Error\": \"reading v0.0.1-go1.26.8.info: 404 Not Found\"}'; exit 1");
	expect_failure("1.26.8", true, ERROR_TOOLCHAIN_UNKNOWN, "it lists is 1.26.11; it says: reading");
	use_go(bench, "go1.25.0 linux/amd64",
		"mkdir -p $GOMODCACHE/tree; cp -r $root/bin $root/pkg $GOMODCACHE/tree\n"
		"	echo \"{\\\"Dir\\\": \\\"$GOMODCACHE/tree\\\"}\"");
	expect_failure("1.26.8", true, ERROR_TOOLCHAIN_INSTALL, "calls itself 1.25.0");
	use_go(bench, "go1.12.17 linux/amd64", "exit 1");
	expect_failure("1.26.8", true, ERROR_NO_GO, "1.13");
	assert_false(file_exists(release));
}

static void
test_installed_releases_are_listed_in_order(void **state)
{
	static const char *const made[] = {"go1.20.14", "go1.9.7", "go1.21.0", "go1.20", ".fetching", "gone"};
	const struct bench *bench = *state;
	CLEANUP_LIST struct list installed = {0};
	struct error err = ERROR_INIT;

	assert_true(toolchain_list_installed(&installed, &err));
	assert_int_equal(installed.count, 0);
	for (size_t i = 0; i < COUNT_OF(made); i++) {
		CLEANUP_FREE char *release = text_format("%s/toolchains/%s", bench->folder, made[i]);
		assert_true(folder_make(release, &err));
	}
	assert_true(toolchain_list_installed(&installed, &err));
	assert_int_equal(installed.count, 3);
	assert_string_equal(installed.items[0], "1.20");
	assert_string_equal(installed.items[1], "1.20.14");
	assert_string_equal(installed.items[2], "1.21.0");
}

static void
test_a_release_is_removed_unless_it_is_used(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *release = toolchain_release_folder("1.20.14"),
					  *link = toolchain_release_folder("1.20");
	struct error err = ERROR_INIT;
	struct toolchain toolchain;

	write_go(release, "go1.20.14 linux/amd64", "exit 1");
	assert_int_equal(symlink(bench->folder, link), 0);
	assert_true(toolchain_find("1.20.14", false, true, &toolchain, &err));
	assert_false(store_remove("1.20.14", true, &err));
	assert_int_equal(err.id, ERROR_TOOLCHAIN_IN_USE);
	toolchain_dispose(&toolchain);
	error_clear(&err);
	assert_true(store_remove("go1.20.14", true, &err));
	assert_false(file_exists(release));
	for (size_t i = 0; i < 5; i++) {
		static const char *const refused[] = {"host", "path:/", "1.20.14", "1.20", "1.21"};
		error_clear(&err);
		assert_false(store_remove(refused[i], true, &err));
		assert_int_equal(err.id, ERROR_BAD_TOOLCHAIN);
	}
}

static void
test_what_a_killed_gorge_left_is_cleared_away(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *left = text_format("%s/toolchains/.fetching-abc/tree", bench->folder);
	CLEANUP_FREE char *grave = text_format("%s/toolchains/.removing-abc/gone", bench->folder);
	CLEANUP_FREE char *foreign = text_format("%s/toolchains/.fetching-mine/file", bench->folder);
	CLEANUP_LOCK struct lock lock = {0};
	struct error err = ERROR_INIT;

	assert_true(folder_make(left, &err) && folder_make(grave, &err) && folder_make(foreign, &err));
	*strrchr(left, '/') = *strrchr(grave, '/') = '\0';
	assert_true(own_folder_mark(left, &err) && own_folder_mark(grave, &err));
	assert_true(store_lock(true, &lock, &err));
	assert_false(file_exists(left) || file_exists(grave));
	assert_true(file_exists(foreign));
}

static void
test_a_line_stands_for_its_newest(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *release = NULL, *same = NULL, *none = NULL;
	struct error err = ERROR_INIT;
	unsigned minor = 0;

	assert_true(release_line_parse("1.16.x", &minor) && minor == 16);
	assert_true(release_line_parse("go1.9.x", &minor) && minor == 9);
	assert_false(release_line_parse("1.16", &minor) || release_line_parse("1.16.xx", &minor) ||
				 release_line_parse("1.x", &minor) || release_line_parse("x", &minor));
	use_go(bench, "go1.26.8 linux/amd64", "exit 1");
	assert_true(toolchain_resolve("1.26.x", &release, &err));
	assert_string_equal(release, "1.26.11");
	assert_true(toolchain_resolve("1.26.9", &same, &err));
	assert_string_equal(same, "1.26.9");
	assert_false(toolchain_resolve("1.25.x", &none, &err));
	assert_int_equal(err.id, ERROR_TOOLCHAIN_UNKNOWN);
}

/* What go 1.26.8 said when these things were done to it. */
static void
test_what_the_go_command_says_is_understood(void **state)
{
	static const struct {
		const char *said;
		enum error_id id;
	} cases[] = {
		{"verifying module: checksum mismatch\n\tdownloaded: h1:G=\n\tsum.golang.org: h1:0=\n\nSECURITY ERROR",
			ERROR_TOOLCHAIN_CHECKSUM},
		{"zip: not a valid zip file", ERROR_TOOLCHAIN_CHECKSUM},
		{"read \"https://x/t.zip\": write /s/t.zip1.tmp: no space left on device", ERROR_TOOLCHAIN_NO_ROOM},
		{"reading https://x/t.info: 403 Forbidden\n\tserver response: not available.",
			ERROR_TOOLCHAIN_UNKNOWN},
		{"reading file:///x/t.info: no such file or directory", ERROR_TOOLCHAIN_UNKNOWN},
		{"Get \"http://127.0.0.1:1/t.info\": dial tcp 127.0.0.1:1: connect: connection refused",
			ERROR_TOOLCHAIN_PROXY},
		{"dial tcp: lookup nosuch.invalid on 10.0.0.1:53: no such host", ERROR_TOOLCHAIN_PROXY},
		{"go: module lookup disabled by GOPROXY=off", ERROR_TOOLCHAIN_PROXY},
		{"something else", ERROR_TOOLCHAIN_INSTALL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(fetcher_meaning(cases[i].said), cases[i].id);
}

static void
test_a_home_keeps_telemetry_off(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *home = text_format("%s/home", bench->folder), *tmp = text_format("%s/tmp", home);
	CLEANUP_FREE char *mode = text_format("%s/.config/go/telemetry/mode", home);
	CLEANUP_TEXT struct text text = {0};
	struct error err = ERROR_INIT;

	assert_true(toolchain_home_make(home, &err));
	assert_true(file_is_folder(tmp));
	assert_true(file_read(mode, &text, &err));
	assert_string_equal(text.data, "off");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_later_setting_replaces_an_earlier_one),
		cmocka_unit_test(test_a_run_inherits_nothing_but_the_path),
		cmocka_unit_test(test_a_fetch_keeps_what_reaches_the_network),
		cmocka_unit_test_setup_teardown(
			test_only_the_network_of_the_users_settings_is_taken, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(test_a_goroot_is_described_and_told_apart, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(test_what_is_no_goroot_is_told_why, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(test_it_is_asked_in_a_home_of_gorges_own, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(test_a_fetched_release_is_mended_and_named, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(
			test_a_fetch_that_fails_leaves_nothing_but_its_reason, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(test_installed_releases_are_listed_in_order, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(test_a_release_is_removed_unless_it_is_used, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(
			test_what_a_killed_gorge_left_is_cleared_away, bench_open, bench_close),
		cmocka_unit_test_setup_teardown(test_a_line_stands_for_its_newest, bench_open, bench_close),
		cmocka_unit_test(test_what_the_go_command_says_is_understood),
		cmocka_unit_test_setup_teardown(test_a_home_keeps_telemetry_off, bench_open, bench_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
