/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spawn_cost N PROGRAM [ARGUMENT...]: starts a program N times, one after the other, and prints the CPU
 * (user and system) that each start took with all that came of it, in microseconds.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double
microseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e6 + (double)time.tv_usec;
}

static double
children_cpu(void)
{
	struct rusage usage;

	(void)getrusage(RUSAGE_CHILDREN, &usage);
	return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

int
main(int argc, char **argv)
{
	long count = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
	double before = children_cpu();

	if (count <= 0) {
		(void)fprintf(stderr, "usage: spawn_cost N PROGRAM [ARGUMENT...]\n");
		return 2;
	}
	for (long i = 0; i < count; i++) {
		int status = 0;
		pid_t pid;

		errno = posix_spawn(&pid, argv[2], NULL, NULL, argv + 2, environ);
		if (errno != 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
			(void)fprintf(stderr, "spawn_cost: %s: %s\n", argv[2], errno ? strerror(errno) : "failed");
			return 3;
		}
	}
	printf("%.2f\n", (children_cpu() - before) / (double)count);
	return 0;
}
