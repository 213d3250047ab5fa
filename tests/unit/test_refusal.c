/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/memory.h"
#include "execute/foresee/refusal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What go commands have said, of either kind. */
static void
test_the_host_is_told_from_the_settings(void **state)
{
	static const struct {
		int status;
		const char *says;
		bool host;
	} cases[] = {
		{1, "flag provided but not defined: -asan\nusage: go build [-o output]", false},
		{2, "go: -race requires cgo; enable cgo by setting CGO_ENABLED=1", false},
		{1, "go: unknown GOEXPERIMENT nosuch", false},
		{2, "cmd/go: unsupported GOOS/GOARCH pair nosuch/amd64", false},
		{1, "# probe\nflag provided but not defined: -nosuch\nusage: compile [options] file.go...", false},
		{1, "go: cannot find GOROOT directory: stat /x: no such file or directory", false},
		{1, "-buildmode=nosuch not supported", false},
		{128 + 9, "", true},
		{128 + 11, "SIGSEGV: segmentation violation", true},
		{2, "", true},
		{1, " \n", true},
		{1, "go: error obtaining buildID for go tool compile: fork/exec /x/compile: resource temporarily unavailable",
			true},
		{2, "runtime: failed to create new OS thread (have 2 already; errno=11)\nfatal error: newosproc",
			true},
		{2, "runtime/cgo: pthread_create failed: Resource temporarily unavailable\nSIGABRT: abort", true},
		{2, "fatal error: runtime: cannot allocate memory", true},
		{1, "go: creating work dir: mkdir /tmp/go-build1: no space left on device", true},
		{1, "open /x/probe.go: too many open files", true},
		{1, "# probe\ncompile: signal: killed", true},
		{1, "go: failed to trim cache: open /c/trim.txt: read-only file system", true},
		{1, "# probe\nwrite $WORK/b001/_pkg_.a: disk quota exceeded", true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (refusal_is_host_fault(cases[i].status, cases[i].says) != cases[i].host)
			fail_msg("%d, '%s'", cases[i].status, cases[i].says);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_host_is_told_from_the_settings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
