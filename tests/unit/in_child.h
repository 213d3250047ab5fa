/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What changes its process for good, in a process of its own. Included after cmocka.h.
 */
#ifndef GORGE_TESTS_IN_CHILD_H
#define GORGE_TESTS_IN_CHILD_H

#include <sys/wait.h>
#include <unistd.h>

enum { NOT_HERE = 77 }; /* returned by what cannot be tried on this host */

/* 0, or the number of what went wrong. */
static inline int
in_child(int (*body)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		_exit(body());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* The test is skipped where it cannot be tried. */
static inline void
assert_in_child(int (*body)(void))
{
	int ended = in_child(body);

	if (ended == NOT_HERE)
		skip();
	assert_int_equal(ended, 0);
}

#endif
