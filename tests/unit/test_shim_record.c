/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log of gorge-exec: written by the real program, and by hand where it is torn.
 */
#include "platform/file.h"
#include "base/memory.h"
#include "measure/shim/shim_record.h"
#include "measure/shim_reader.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void
append_record(struct text *log, const char *tool, const char *package, uint64_t started_ns, int32_t pid)
{
	const uint32_t end = SHIM_RECORD_END;
	struct shim_record record = {.magic = SHIM_RECORD_MAGIC,
		.version = SHIM_RECORD_VERSION,
		.head_bytes = sizeof record,
		.tool_bytes = (uint16_t)strlen(tool),
		.package_bytes = (uint16_t)strlen(package),
		.pid = pid,
		.concurrency = 4,
		.started_ns = started_ns,
		.wall_ns = 10,
		.peak_bytes = 1000};

	text_append_bytes(log, &record, sizeof record);
	text_append(log, tool);
	text_append(log, package);
	text_append_bytes(log, &end, sizeof end);
}

static void
log_free(struct shim_log *log)
{
	free(log->tools);
	free(log->strings);
}
#define CLEANUP_LOG __attribute__((cleanup(log_free)))

static void
test_records_come_in_order_of_their_start(void **state)
{
	CLEANUP_TEXT struct text bytes = {0};
	CLEANUP_LOG struct shim_log log;

	(void)state;
	append_record(&bytes, "/go/pkg/tool/linux_amd64/compile", "example.com/b", 300, 3);
	append_record(&bytes, "link", "", 500, 4);
	append_record(&bytes, "/a/", "x", 50, 2);
	shim_log_parse(bytes.data, bytes.length, 100, &log);
	assert_int_equal(log.count, 3);
	assert_false(log.truncated);
	assert_int_equal(log.tools[0].pid, 2);
	assert_int_equal(log.tools[0].started_ns, 0); /* before the origin */
	assert_string_equal(log.tools[0].tool, "");
	assert_string_equal(log.tools[1].tool, "compile");
	assert_string_equal(log.tools[1].package, "example.com/b");
	assert_int_equal(log.tools[1].started_ns, 200);
	assert_int_equal(log.tools[1].concurrency, 4);
	assert_string_equal(log.tools[2].tool, "link");
	assert_string_equal(log.tools[2].package, "");
}

/* A log cut anywhere gives the whole records before the cut, and says so unless the cut is between two. */
static void
test_every_cut_is_noticed(void **state)
{
	CLEANUP_TEXT struct text bytes = {0};
	size_t first;

	(void)state;
	append_record(&bytes, "compile", "a", 1, 1);
	first = bytes.length;
	append_record(&bytes, "compile", "b", 2, 2);
	for (size_t cut = 0; cut <= bytes.length; cut++) {
		CLEANUP_FREE char *copy = memory_zeroed(cut, 1);
		CLEANUP_LOG struct shim_log log;

		memcpy(copy, bytes.data, cut);
		shim_log_parse(copy, cut, 0, &log);
		assert_int_equal(log.count, (cut >= first) + (cut == bytes.length));
		assert_int_equal(log.truncated, cut != 0 && cut != first && cut != bytes.length);
	}
}

static void
test_records_behind_a_torn_one_are_kept(void **state)
{
	CLEANUP_TEXT struct text torn = {0};

	(void)state;
	append_record(&torn, "compile", "lost", 1, 1);
	for (size_t cut = 1; cut < torn.length; cut++) {
		CLEANUP_TEXT struct text bytes = {0};
		CLEANUP_LOG struct shim_log log;

		text_append_bytes(&bytes, torn.data, cut);
		append_record(&bytes, "compile", "kept", 2, 2);
		append_record(&bytes, "compile", "kept too", 3, 3);
		shim_log_parse(bytes.data, bytes.length, 0, &log);
		assert_int_equal(log.count, 2);
		assert_true(log.truncated);
		assert_string_equal(log.tools[0].package, "kept");
		assert_string_equal(log.tools[1].package, "kept too");
	}
}

static void
test_rubbish_gives_nothing(void **state)
{
	static const char rubbish[] = "cErgcErgcErg-not-a-record";
	CLEANUP_LOG struct shim_log log;

	(void)state;
	shim_log_parse(rubbish, sizeof rubbish, 0, &log);
	assert_int_equal(log.count, 0);
	assert_true(log.truncated);
}

/* Runs the shim by a shell; returns the shell's exit status. */
static int
run_shim(const char *environment, const char *command, const char *log)
{
	CLEANUP_FREE char *line = text_format(
		"%s GORGE_EXEC_LOG=%s %s/bin/gorge-exec %s 2>%s.err", environment, log, BUILD_DIR, command, log);
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		(void)execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(99);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void
test_the_shim_writes_what_the_reader_reads(void **state)
{
	static const struct {
		const char *environment, *command;
		int status;
		const char *tool, *package; /* tool NULL: no record */
		uint64_t concurrency;
	} cases[] = {
		{"", "/bin/true", 0, "true", "", 0},
		{"", "/bin/sh -c 'exit 7'", 7, "sh", "", 0},
		{"", "true -p a/b -c=3 -pack x.go", 0, "true", "a/b", 3},
		{"", "true -c 12 -complete -p", 0, "true", "", 12},
		{"TOOLEXEC_IMPORTPATH='c/d [c/d.test]'", "true -p a/b", 0, "true", "c/d [c/d.test]", 0},
		{"", "sh -c 'kill -KILL $$'", 128 + 9, "sh", "", 0},
		{"", "echo -V=full", 0, NULL, NULL, 0},
		{"", "/dev/null/tool", 127, NULL, NULL, 0},
	};
	CLEANUP_FREE char *path = text_format("/tmp/test_shim_record.%d", (int)getpid());
	CLEANUP_FREE char *messages = text_format("%s.err", path);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_TEXT struct text bytes = {0};
		CLEANUP_LOG struct shim_log log;

		assert_int_equal(run_shim(cases[i].environment, cases[i].command, path), cases[i].status);
		(void)file_try_read(path, &bytes);
		(void)unlink(path);
		shim_log_parse(text_string(&bytes), bytes.length, 0, &log);
		assert_false(log.truncated);
		assert_int_equal(log.count, cases[i].tool != NULL);
		if (!cases[i].tool)
			continue;
		assert_string_equal(log.tools[0].tool, cases[i].tool);
		assert_string_equal(log.tools[0].package, cases[i].package);
		assert_int_equal(log.tools[0].concurrency, cases[i].concurrency);
		assert_int_equal(log.tools[0].exit_status, cases[i].status);
		assert_true(log.tools[0].peak_bytes > 100000 && log.tools[0].peak_bytes < 20000000);
		assert_true(log.tools[0].parent_peak_bytes > 0);
		assert_true(log.tools[0].started_ns > 0 && log.tools[0].wall_ns > 0);
	}
	(void)unlink(messages);
}

static void
test_a_log_that_cannot_be_written_is_told_once_and_the_tool_stands(void **state)
{
	CLEANUP_FREE char *line =
		text_format("GORGE_EXEC_LOG=/dev/null/log %s/bin/gorge-exec sh -c 'exit 5' 2>&1", BUILD_DIR);
	FILE *pipe = popen(line, "r"); /* NOLINT: a fixed command of this test */
	char said[200] = "";
	int status;

	(void)state;
	assert_non_null(pipe);
	assert_non_null(fgets(said, sizeof said, pipe));
	assert_string_equal(said, "gorge-exec: /dev/null/log: Not a directory\n");
	assert_null(fgets(said, sizeof said, pipe));
	status = pclose(pipe);
	assert_int_equal(WEXITSTATUS(status), 5);
}

static void
test_signals_pass_through(void **state)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		int status;
		pid_t pid = fork();

		if (pid == 0) {
			(void)signal(numbers[i], SIG_DFL);
			(void)setenv("GORGE_EXEC_LOG", "/dev/null", 1);
			(void)execl(BUILD_DIR "/bin/gorge-exec", "gorge-exec", "sleep", "30", (char *)NULL);
			_exit(99);
		}
		(void)usleep(50000);
		assert_int_equal(kill(pid, numbers[i]), 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_records_come_in_order_of_their_start),
		cmocka_unit_test(test_every_cut_is_noticed),
		cmocka_unit_test(test_records_behind_a_torn_one_are_kept),
		cmocka_unit_test(test_rubbish_gives_nothing),
		cmocka_unit_test(test_the_shim_writes_what_the_reader_reads),
		cmocka_unit_test(test_a_log_that_cannot_be_written_is_told_once_and_the_tool_stands),
		cmocka_unit_test(test_signals_pass_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
