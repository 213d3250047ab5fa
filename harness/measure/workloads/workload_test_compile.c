/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-compile: compiles and links the test program of every package in the target, and runs none of them.
 *
 * `go test -c` takes more than one package only since Go 1.21. `go test -exec=true` does on every release:
 * each finished program is handed to true(1) in place of being run, also one for another platform. The
 * programs are then linked as `go test` links them, without debugging information, as -c would not.
 */
#include "base/memory.h"
#include "measure/workloads/workload.h"

static void
test_command(const struct workload_context *context, struct list *argv)
{
	workload_go_command(context, "test", argv);
	list_add(argv, "-vet=off");
	list_add(argv, "-exec=true");
	list_add(argv, "-count=1"); /* or a program whose result is in the cache would not be linked */
	list_split(argv, context->target, ' ');
}

const struct workload workload_test_compile = {
	.name = "test-compile",
	.summary = "compile and link the tests of every package, run none",
	.tools = workload_builders,
	.input = WORKLOAD_INPUT_CACHE,
	.takes_tests = true,
	.command = test_command,
	.expected = workload_builds_expected,
};
