/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/measure_command.h"

#include "base/memory.h"
#include "measure/last_look.h"
#include "measure/peak_look.h"
#include "measure/sampler.h"
#include "measure/shim_reader.h"
#include "measure/summary.h"
#include "platform/child.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "platform/machine.h"

static const uint64_t default_period_ns = 20000000, gap_least_ns = 1000000000;

/* One command from its start to its end. */
struct measured_run {
	const struct measured_command *command;
	struct measurement *measurement;
	struct sampler sampler;
	struct disturbance_mark before; /* how the host stood when the command started */
	struct last_look look;
	struct peak_look peak_look;
	struct child child;
	int pid;              /* the child's, also after it was waited for */
	bool adopted_before;  /* whether gorge took in orphans already */
	enum outcome stopped; /* why gorge ended it; OUTCOME_OK: it ended by itself */
	uint64_t ended_ns;
	uint64_t gap_ns;              /* the longest time that nobody watched it, beyond what was planned */
	uint64_t suspended_before_ns; /* of the host, before the command was started */
	struct child_end end;
};

/* Undoes open_run(). */
static void
close_run(struct measured_run *run)
{
	run->command->meter->end(run->sampler.session);
	(void)child_adopt_orphans(run->adopted_before);
}

static bool
open_run(struct measured_run *run, struct error *err)
{
	const struct measured_command *command = run->command;
	CLEANUP_FREE char *name = text_format("%llx", (unsigned long long)clock_now_ns());

	if (command->tool_log_path && !file_delete(command->tool_log_path, err))
		return false;
	if (!command->meter->begin(name, command->memory_limit_bytes, &run->sampler.session, err))
		return error_while(err, "opening the meter %s", command->meter->name);
	run->adopted_before = child_adopt_orphans(true);
	if (sampler_open(&run->sampler, command->samples_path, err))
		return true;
	close_run(run);
	return false;
}

static int
join_group(const void *context)
{
	const struct measured_run *run = context;

	return run->command->meter->join(run->sampler.session);
}

static bool
start_run(struct measured_run *run, struct error *err)
{
	const struct measured_command *command = run->command;

	disturbance_begin(&run->before);
	run->suspended_before_ns = clock_suspended_ns();
	run->sampler.started_ns = clock_now_ns();
	run->sampler.command = &run->child;
	struct child_command started = {.argv = command->argv,
		.environment = command->environment,
		.folder = command->folder,
		.output_path = command->output_path,
		.output_discarded = command->output_discarded,
		.join = join_group,
		.group = run};
	if (!child_start(&started, &run->child, err))
		return false;
	run->pid = run->child.pid;
	return true;
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

/* Why the command has to be ended now; OUTCOME_OK: it may go on. */
static enum outcome
reason_to_stop(const struct measured_run *run, uint64_t now_ns, uint64_t deadline_ns)
{
	if (interrupt_requested())
		return OUTCOME_INTERRUPTED;
	if (passed_limit(run))
		return OUTCOME_OOM;
	return now_ns >= deadline_ns ? OUTCOME_TIMEOUT : OUTCOME_OK;
}

/* gorge that wakes up long after it wanted to was stopped, or the host was: nobody has watched the command.
 */
static void
note_gap(struct measured_run *run, uint64_t wanted_ns)
{
	uint64_t now = clock_now_ns(), late_ns = now > wanted_ns ? now - wanted_ns : 0;

	run->gap_ns = late_ns > run->gap_ns ? late_ns : run->gap_ns;
}

static bool
sample_run(struct measured_run *run, uint64_t now_ns, struct error *err)
{
	if (!sampler_tick(&run->sampler, now_ns, err))
		return false;
	last_look_near_limit(&run->look, run->sampler.meter, run->sampler.session, run->sampler.anon_peak_bytes,
		run->command->memory_limit_bytes);
	peak_look_at(&run->peak_look, run->sampler.meter, run->sampler.session, run->sampler.anon_bytes);
	return true;
}

/* Samples until the command ends or has to be ended. */
static bool
watch_run(struct measured_run *run, struct error *err)
{
	uint64_t period = run->command->sample_period_ns ? run->command->sample_period_ns : default_period_ns;
	uint64_t timeout = run->command->timeout_ns, next = run->sampler.started_ns, now;
	uint64_t deadline = timeout ? run->sampler.started_ns + timeout : UINT64_MAX;
	bool may_have_ended = true;

	while (!(may_have_ended && child_has_ended(&run->child))) {
		now = clock_now_ns();
		if (now >= next) {
			if (!sample_run(run, now, err))
				return false;
			next += wait_before(run->sampler.count, period);
			next = next > now ? next : now + period;
		}
		run->stopped = reason_to_stop(run, now, deadline);
		if (run->stopped != OUTCOME_OK)
			return true;
		uint64_t until = next < deadline ? next : deadline;
		may_have_ended = child_sleep(&run->child, until);
		note_gap(run, until);
	}
	return true;
}

/* Leaves nothing of the run alive. */
static bool
end_run(struct measured_run *run, struct error *err)
{
	bool killed;

	run->ended_ns = clock_now_ns();
	last_look_at_end(&run->look, run->sampler.meter, run->sampler.session);
	child_kill(&run->child); /* also when the meter fails: the wait for it must come to an end */
	killed = run->command->meter->kill(run->sampler.session, err);
	child_reap(&run->child, &run->end);
	child_reap_orphans();
	disturbance_end(&run->before, &run->measurement->disturbance);
	return killed;
}

static void
fill_end(struct measured_run *run)
{
	struct measurement *measurement = run->measurement;

	measurement->exit_status = run->end.exit_status;
	measurement->command_killed = run->end.signal != 0 && run->stopped == OUTCOME_OK;
	measurement->wall_ns = run->ended_ns - run->sampler.started_ns;
	measurement->user_ns = run->end.user_ns;
	measurement->system_ns = run->end.system_ns;
	if (run->gap_ns > gap_least_ns || clock_suspended_ns() > run->suspended_before_ns + gap_least_ns)
		quality_add(measurement, DOUBT_GAP);
}

static void
fill_outcome(struct measured_run *run)
{
	const struct measured_command *command = run->command;
	struct ending ending = {.child = run->end,
		.stopped = run->stopped,
		.oom_kills = command->meter->oom_kills(run->sampler.session),
		.limit_bytes = command->memory_limit_bytes,
		.timeout_ns = command->timeout_ns,
		.output_path = command->output_path};

	run->measurement->outcome = outcome_of(&ending, run->measurement->why, sizeof run->measurement->why);
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

/* What was cut off is told of a run that was cut short itself, and of no other. */
static void
add_last_look(struct measured_run *run)
{
	struct looked_for looked_for = {run->pid, path_name(run->command->argv[0]), run->sampler.started_ns};

	if (run->measurement->outcome != OUTCOME_OK && run->measurement->outcome != OUTCOME_INTERRUPTED)
		last_look_add(&run->look, &looked_for, run->measurement);
}

static void
fill_processes(struct measured_run *run)
{
	struct measurement *measurement = run->measurement;
	struct command_sight sight = {.peak_bytes = run->sampler.command_peak_bytes,
		.tree_maxrss = run->end.maxrss_bytes,
		.gorge_maxrss = machine_own_maxrss_bytes()};

	read_tool_log(run);
	add_last_look(run);
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
	peak_look_tell(&run->peak_look, &measurement->holders);
	if (run->command->meter->peak(run->sampler.session, &peak_bytes))
		measurement->tree_peak_bytes = reading_of(peak_bytes);
	else
		quality_add(measurement, DOUBT_SAMPLED);
}

bool
measure_command(const struct measured_command *command, struct measurement *measurement, struct error *err)
{
	struct measured_run run = {
		.command = command, .measurement = measurement, .sampler.meter = command->meter, .child = CHILD_NONE};
	bool measured;

	*measurement = (struct measurement){.largest_tool = SIZE_MAX,
		.largest_compile = SIZE_MAX,
		.largest_link = SIZE_MAX,
		.largest_vet = SIZE_MAX};
	if (!open_run(&run, err))
		return false;
	if ((measured = start_run(&run, err))) {
		measured = watch_run(&run, err);
		measured = end_run(&run, err) && measured;
	}
	measured = sampler_close(&run.sampler, command->samples_path, err) && measured;
	if (measured) {
		fill_end(&run);
		fill_outcome(&run);
		fill_tree(&run);
		fill_processes(&run);
	}
	last_look_dispose(&run.look);
	peak_look_dispose(&run.peak_look);
	close_run(&run);
	if (!measured)
		measurement_dispose(measurement);
	return measured;
}
