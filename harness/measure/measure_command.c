/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/measure_command.h"

#include "platform/clock.h"
#include "platform/file.h"
#include "base/memory.h"
#include "base/units.h"
#include "measure/launch.h"
#include "measure/sampler.h"
#include "measure/shim_reader.h"
#include "measure/summary.h"
#include "platform/interrupt.h"
#include "platform/machine.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const uint64_t default_period_ns = 20000000;

/* One command while it runs. */
struct measured_run {
	const struct measured_command *command;
	struct measurement *measurement;
	struct sampler sampler;
	pid_t pid;
	int exit_fd; /* readable when the command ends; -1 on kernels without pidfd (< 5.3) */
	uint64_t ended_ns;
	struct disturbance_mark before; /* how the host stood when the command started */
	bool reaped;
	int status;          /* of wait4() */
	struct rusage usage; /* of wait4(): the command and all that was waited for below it */
};

static uint64_t
time_ns(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_usec * 1000u;
}

/* Sleeps until the command ends, gorge is interrupted, or the clock says `until_ns`. True when the command
 * may have ended. */
static bool
sleep_until(const struct measured_run *run, uint64_t now_ns, uint64_t until_ns)
{
	struct pollfd fds[] = {{.fd = run->exit_fd, .events = POLLIN}, {.fd = interrupt_fd(), .events = POLLIN}};
	uint64_t left = until_ns > now_ns ? until_ns - now_ns : 0;
	struct timespec wait = {.tv_sec = (time_t)(left / 1000000000u), .tv_nsec = (long)(left % 1000000000u)};

	return ppoll(fds, COUNT_OF(fds), &wait, NULL) < 0 || run->exit_fd < 0 || fds[0].revents != 0;
}

static bool
has_ended(const struct measured_run *run)
{
	siginfo_t info = {0};

	return waitid(P_PID, (id_t)run->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == run->pid;
}

/* A meter without a group has to be asked whether the limit was passed; a group's kernel acts by itself. */
static bool
passed_limit(const struct measured_run *run)
{
	const struct meter *meter = run->command->meter;

	return !meter->holds_group && meter->oom_kills(run->sampler.session) > 0;
}

/* The first samples come close together, so that a command which ends soon is seen at all. */
static uint64_t
wait_before(uint64_t sample, uint64_t period_ns)
{
	enum { HASTY = 5 };

	return sample < HASTY ? period_ns >> (HASTY - sample) : period_ns;
}

/* Samples until the command ends or has to be ended; the outcome then says why, or is still OK. */
static bool
watch(struct measured_run *run, struct error *err)
{
	uint64_t period = run->command->sample_period_ns ? run->command->sample_period_ns : default_period_ns;
	uint64_t timeout = run->command->timeout_ns, next = run->sampler.started_ns, now;
	uint64_t deadline = timeout ? run->sampler.started_ns + timeout : UINT64_MAX;
	enum outcome *outcome = &run->measurement->outcome;
	bool may_have_ended = true;

	while (*outcome == OUTCOME_OK && !(may_have_ended && has_ended(run))) {
		now = clock_now_ns();
		if (now >= next) {
			if (!sampler_tick(&run->sampler, now, err))
				return false;
			next += wait_before(run->sampler.count, period);
			next = next > now ? next : now + period;
		}
		if (interrupt_requested())
			*outcome = OUTCOME_INTERRUPTED;
		else if (passed_limit(run))
			*outcome = OUTCOME_OOM;
		else if (now >= deadline)
			*outcome = OUTCOME_TIMEOUT;
		else
			may_have_ended = sleep_until(run, clock_now_ns(), next < deadline ? next : deadline);
	}
	return true;
}

/* Collects every dead child: the command, and the orphans that gorge adopted. */
static void
reap(struct measured_run *run)
{
	struct rusage usage;
	int status;

	while (!run->reaped && wait4(run->pid, &run->status, 0, &run->usage) < 0 && errno == EINTR)
		;
	run->reaped = true;
	while (wait4(-1, &status, WNOHANG, &usage) > 0)
		;
}

/* Leaves nothing of the run alive. */
static bool
finish(struct measured_run *run, struct error *err)
{
	bool killed;

	run->ended_ns = clock_now_ns();
	(void)kill(-run->pid, SIGKILL);
	killed = run->command->meter->kill(run->sampler.session, err);
	(void)kill(run->pid, SIGKILL); /* also when the meter failed: the wait below must come to an end */
	reap(run);
	cleanup_close_fd(&run->exit_fd);
	return killed;
}

static void
read_tool_log(const struct measured_run *run)
{
	struct measurement *measurement = run->measurement;
	CLEANUP_TEXT struct text bytes = {0};
	struct shim_log log;

	if (!run->command->tool_log_path)
		return;
	(void)file_try_read(run->command->tool_log_path, &bytes); /* no tool ran: no file */
	shim_log_parse(text_string(&bytes), bytes.length, run->sampler.started_ns, &log);
	measurement->tools = log.tools;
	measurement->tool_count = log.count;
	measurement->strings = log.strings;
	if (log.truncated)
		quality_add(measurement, DOUBT_TRUNCATED);
}

static void
fill_processes(struct measured_run *run)
{
	struct measurement *measurement = run->measurement;
	struct command_sight sight = {.peak_bytes = run->sampler.command_peak_bytes,
		.tree_maxrss = (uint64_t)run->usage.ru_maxrss * 1024,
		.gorge_maxrss = machine_own_maxrss_bytes()};

	read_tool_log(run);
	summarise_processes(measurement, &sight);
	/* Without the shim, or for tools that were killed with their shims, a sum of records bounds nothing. */
	if (run->command->tool_log_path && !run->command->starts_others &&
		(measurement->outcome == OUTCOME_OK || measurement->outcome == OUTCOME_FAILED))
		summarise_bounds(measurement, &sight);
}

static struct reading
reading_unless_unknown(uint64_t value)
{
	return (struct reading){.known = value != UINT64_MAX, .value = value == UINT64_MAX ? 0 : value};
}

static void
fill_tree(struct measured_run *run)
{
	struct measurement *measurement = run->measurement;
	const struct meter_sample *largest = &run->sampler.largest;
	uint64_t peak_bytes;

	measurement->samples = reading_of(run->sampler.count);
	if (run->sampler.count > 0) {
		measurement->tree_anon_peak_bytes = reading_of(run->sampler.anon_peak_bytes);
		measurement->tree_peak_bytes = reading_unless_unknown(largest->total_bytes);
		measurement->tree_file_bytes = reading_unless_unknown(largest->file_bytes);
		measurement->tree_kernel_bytes = reading_unless_unknown(largest->kernel_bytes);
	}
	if (run->command->meter->peak(run->sampler.session, &peak_bytes))
		measurement->tree_peak_bytes = reading_of(peak_bytes);
	else
		quality_add(measurement, DOUBT_SAMPLED);
}

/* The first line of the command's output that says something, for `why`. */
static void
find_complaint(const char *output_path, char *out, size_t capacity)
{
	CLEANUP_FILE FILE *output = fopen(output_path, "re");
	char line[200], *text;

	out[0] = '\0';
	while (output && fgets(line, sizeof line, output)) {
		text = text_trim(line);
		if (!*text || *text == '#') /* "# package" heads the complaints about it */
			continue;
		(void)snprintf(out, capacity, ": %s", text);
		return;
	}
}

static void
explain_oom(struct measured_run *run, uint64_t kills)
{
	struct measurement *measurement = run->measurement;
	char limit[UNITS_TEXT_BYTES] = "";

	if (run->command->memory_limit_bytes == 0) {
		(void)snprintf(measurement->why, sizeof measurement->why,
			"the kernel killed %llu of its processes: the host or a group above ran out of memory",
			(unsigned long long)kills);
		return;
	}
	(void)snprintf(measurement->why, sizeof measurement->why, "killed at its limit of %s",
		units_format_bytes(limit, run->command->memory_limit_bytes));
}

static void
explain_failure(struct measured_run *run)
{
	struct measurement *measurement = run->measurement;
	char complaint[160];

	find_complaint(run->command->output_path, complaint, sizeof complaint);
	if (WIFSIGNALED(run->status))
		(void)snprintf(measurement->why, sizeof measurement->why, "died by signal %d (%s)%s",
			WTERMSIG(run->status), strsignal(WTERMSIG(run->status)), complaint);
	else
		(void)snprintf(measurement->why, sizeof measurement->why, "exit status %d%s",
			WEXITSTATUS(run->status), complaint);
}

/* Decides the outcome, once the command was reaped. `kills` is how many the kernel killed for memory. */
static void
decide(struct measured_run *run, uint64_t kills)
{
	struct measurement *measurement = run->measurement;
	char duration[UNITS_TEXT_BYTES];

	measurement->exit_status =
		WIFSIGNALED(run->status) ? 128 + WTERMSIG(run->status) : WEXITSTATUS(run->status);
	if (measurement->outcome != OUTCOME_INTERRUPTED && kills > 0)
		measurement->outcome = OUTCOME_OOM;
	else if (measurement->outcome == OUTCOME_OK && measurement->exit_status != 0)
		measurement->outcome = OUTCOME_FAILED;
	if (measurement->outcome == OUTCOME_OOM)
		explain_oom(run, kills);
	else if (measurement->outcome == OUTCOME_FAILED)
		explain_failure(run);
	else if (measurement->outcome == OUTCOME_TIMEOUT)
		(void)snprintf(measurement->why, sizeof measurement->why, "killed at its deadline of %s",
			units_format_duration(duration, run->command->timeout_ns));
	else if (measurement->outcome == OUTCOME_INTERRUPTED)
		(void)snprintf(measurement->why, sizeof measurement->why, "gorge was asked to stop");
}

static void
fill(struct measured_run *run)
{
	struct measurement *measurement = run->measurement;

	measurement->wall_ns = run->ended_ns - run->sampler.started_ns;
	measurement->user_ns = time_ns(run->usage.ru_utime);
	measurement->system_ns = time_ns(run->usage.ru_stime);
	decide(run, run->command->meter->oom_kills(run->sampler.session));
	fill_tree(run);
	fill_processes(run);
}

/* Runs the command inside an open session. */
static bool
run_in_session(struct measured_run *run, struct error *err)
{
	bool watched;

	if (!sampler_open(&run->sampler, run->command->samples_path, err))
		return false;
	disturbance_begin(&run->before);
	run->sampler.started_ns = clock_now_ns();
	if (!launch_command(run->command, run->sampler.session, &run->pid, err)) {
		(void)sampler_close(&run->sampler, run->command->samples_path, err);
		return false;
	}
	run->exit_fd = (int)syscall(SYS_pidfd_open, run->pid, 0);
	run->sampler.command = run->pid;
	watched = watch(run, err);
	watched = finish(run, err) && watched;
	disturbance_end(&run->before, &run->measurement->disturbance);
	watched = sampler_close(&run->sampler, run->command->samples_path, err) && watched;
	if (watched)
		fill(run);
	return watched;
}

bool
measure_command(const struct measured_command *command, struct measurement *measurement, struct error *err)
{
	struct measured_run run = {
		.command = command, .measurement = measurement, .sampler.meter = command->meter};
	CLEANUP_FREE char *name = text_format("%llx", (unsigned long long)clock_now_ns());
	int was_subreaper = 0;
	bool measured;

	*measurement =
		(struct measurement){.largest_tool = SIZE_MAX, .largest_compile = SIZE_MAX, .largest_link = SIZE_MAX};
	if (command->tool_log_path && unlink(command->tool_log_path) != 0 && errno != ENOENT)
		return error_raise_errno(err, ERROR_WRITE, command->tool_log_path);
	if (!command->meter->begin(name, command->memory_limit_bytes, &run.sampler.session, err))
		return error_while(err, "opening the meter %s", command->meter->name);
	(void)prctl(PR_GET_CHILD_SUBREAPER, &was_subreaper);
	(void)prctl(PR_SET_CHILD_SUBREAPER, 1); /* orphans of the run become children of gorge, not of init */
	measured = run_in_session(&run, err);
	command->meter->end(run.sampler.session);
	(void)prctl(PR_SET_CHILD_SUBREAPER, was_subreaper);
	if (!measured)
		measurement_dispose(measurement);
	return measured;
}
