/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/machine.h"
#include "platform/file.h"
#include "base/memory.h"
#include "platform/linux/cgroup/cgroup.h"
#include "platform/linux/proc.h"
#include "platform/linux/timeval.h"

#include <errno.h>
#include <pwd.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

unsigned
machine_processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
		return (unsigned)CPU_COUNT(&set);
	return 1;
}

unsigned
machine_processors_online(void)
{
	return (unsigned)sysconf(_SC_NPROCESSORS_ONLN);
}

uint64_t
machine_memory_bytes(void)
{
	return (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE);
}

uint64_t
machine_usable_bytes(void)
{
	uint64_t host = machine_memory_bytes(), group = cgroup_memory_limit_bytes();

	return group < host ? group : host;
}

uint64_t
machine_own_peak_bytes(void)
{
	uint64_t peak_bytes;

	return proc_read_peak(getpid(), &peak_bytes) ? peak_bytes : 0;
}

uint64_t
machine_own_maxrss_bytes(void)
{
	struct rusage usage;

	(void)getrusage(RUSAGE_SELF, &usage);
	return (uint64_t)usage.ru_maxrss * 1024;
}

static uint64_t
cpu_ns(int who)
{
	struct rusage usage;

	(void)getrusage(who, &usage);
	return timeval_ns(usage.ru_utime) + timeval_ns(usage.ru_stime);
}

uint64_t
machine_own_cpu_ns(void)
{
	return cpu_ns(RUSAGE_SELF);
}

uint64_t
machine_children_cpu_ns(void)
{
	return cpu_ns(RUSAGE_CHILDREN);
}

void
machine_name(char *name, size_t capacity)
{
	/* A name that is too long may come without its end. */
	if (gethostname(name, capacity - 1) != 0 && errno != ENAMETOOLONG)
		name[0] = '\0';
	name[capacity - 1] = '\0';
}

const char *const *
machine_environment(void)
{
	return (const char *const *)environ;
}

char *
machine_program(struct error *err)
{
	return path_resolve("/proc/self/exe", err);
}

char *
machine_account_home(void)
{
	const struct passwd *account = getpwuid(getuid());

	if (account && account->pw_dir && account->pw_dir[0] == '/' && account->pw_dir[1] != '\0')
		return memory_copy_text(account->pw_dir);
	return text_format("/tmp/gorge-%u", (unsigned)getuid());
}
