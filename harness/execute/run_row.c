/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/run_row.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "record/ends/culprit.h"

#include <math.h>
#include <stdio.h>

static void
set_reading(struct row *row, enum run_column column, struct reading reading)
{
	if (reading.known)
		row_set_count(row, column, reading.value);
}

static void
set_project(const struct run_facts *facts, struct row *row)
{
	const struct project_spec *spec = &facts->experiment->projects[facts->cell->project];
	const struct project_facts *project = &facts->project->facts;
	CLEANUP_TEXT struct text text = {0};
	char hash[HASH_TEXT_BYTES];

	if (spec->generator)
		text_append_format(&text, "%s@%u", spec->generator->name, spec->generator->version);
	else
		text_append(&text, spec->place);
	row_set(row, COLUMN_generator, text_string(&text));
	row_set(row, COLUMN_params, facts->project->params);
	row_set_count(row, COLUMN_files, project->files);
	row_set_count(row, COLUMN_packages, project->packages);
	row_set_count(row, COLUMN_lines, project->lines);
	row_set_count(row, COLUMN_source_bytes, project->source_bytes);
	row_set(row, COLUMN_project_hash, hash_format(hash, project->hash));
}

static void
set_settings(const struct cell *cell, struct row *row)
{
	static const enum run_column columns[] = {
#define SETTING(name, kind, accepts, standard, help) [SETTING_##name] = COLUMN_##name,
#include "plan/settings.def"
#undef SETTING
	};
	CLEANUP_TEXT struct text variables = {0};

	for (enum setting_id id = 0; id < SETTING_COUNT; id++)
		if (cell->settings[id][0] != '\0' && (setting_is_limit(id) || setting_in_ids(id, cell->settings[id])))
			row_set(row, columns[id], cell->settings[id]);
	for (size_t i = 0; i < cell->variables.count; i++)
		text_append_format(&variables, "%s%s", i > 0 ? " " : "", cell->variables.items[i]);
	if (variables.length > 0)
		row_set(row, COLUMN_env, text_string(&variables));
}

void
run_row_begin(const struct run_facts *facts, struct row *row)
{
	char host[256], id[HASH_TEXT_BYTES];

	machine_name(host, sizeof host);
	row_set(row, COLUMN_schema, RECORD_SCHEMA);
	row_set(row, COLUMN_experiment, facts->experiment->name);
	row_set(row, COLUMN_run_id, facts->run->id);
	row_set(row, COLUMN_cell_id, facts->cell->id);
	row_set_count(row, COLUMN_repetition, facts->run->repetition);
	row_set(row, COLUMN_started_at, facts->started_at);
	row_set(row, COLUMN_host, host);
	row_set(row, COLUMN_go_version, facts->toolchain->version);
	row_set(row, COLUMN_go_id, hash_format(id, facts->toolchain->identity));
	set_project(facts, row);
	row_set(row, COLUMN_workload, facts->cell->workload);
	row_set(row, COLUMN_cache, facts->cell->cache);
	row_set(row, COLUMN_target, facts->cell->target);
	row_set(row, COLUMN_meter, facts->meter);
	set_settings(facts->cell, row);
	set_reading(row, COLUMN_tools_expected, facts->tools_expected);
}

static bool
is_counted(const char *tool, const char *const *counted)
{
	while (*counted && !text_equal(*counted, tool))
		counted++;
	return *counted != NULL;
}

static size_t
count_tools(const struct run_facts *facts, const struct measurement *measurement)
{
	size_t count = 0;

	for (size_t i = 0; i < measurement->tool_count; i++)
		count += !measurement->tools[i].cut_off && is_counted(measurement->tools[i].tool, facts->counted);
	return count;
}

static uint64_t
linked_bytes(const struct measurement *measurement)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < measurement->tool_count; i++)
		if (text_equal(measurement->tools[i].tool, "link"))
			sum += measurement->tools[i].output_bytes;
	return sum;
}

static void
set_largest(const struct run_facts *facts, const struct measurement *measurement, struct row *row)
{
	const struct tool_process *tools = measurement->tools;

	set_reading(row, COLUMN_largest_process_bytes, measurement->largest_process_bytes);
	if (measurement->largest_tool != SIZE_MAX) {
		row_set(row, COLUMN_largest_process_tool, tools[measurement->largest_tool].tool);
		row_set(row, COLUMN_largest_process_package, tools[measurement->largest_tool].package);
	} else if (measurement->largest_process_bytes.known) {
		row_set(row, COLUMN_largest_process_tool, measurement->largest_is_other ? "other" : facts->command);
	}
	if (measurement->largest_compile != SIZE_MAX) {
		row_set_count(row, COLUMN_largest_compile_bytes, tools[measurement->largest_compile].peak_bytes);
		row_set(row, COLUMN_largest_compile_package, tools[measurement->largest_compile].package);
	}
	if (measurement->largest_link != SIZE_MAX)
		row_set_count(row, COLUMN_largest_link_bytes, tools[measurement->largest_link].peak_bytes);
	if (measurement->largest_vet != SIZE_MAX)
		row_set_count(row, COLUMN_largest_vet_bytes, tools[measurement->largest_vet].peak_bytes);
}

static struct life
life_of(const struct tool_process *tool)
{
	return (struct life){.tool = tool->tool,
		.package = tool->package,
		.started_ns = tool->started_ns,
		.wall_ns = tool->wall_ns,
		.cpu_ns = tool->user_ns + tool->system_ns,
		.bytes = tool->peak_bytes,
		.seen_bytes = tool->seen_bytes,
		.end_known = !tool->cut_off,
		.exit_status = tool->exit_status};
}

static void
find_culprit(const struct run_facts *facts, const struct measurement *measurement, struct culprit *culprit)
{
	CLEANUP_FREE struct life *lives = memory_zeroed(measurement->tool_count, sizeof *lives);
	struct cut cut = {.outcome = outcome_name(measurement->outcome),
		.wall_ns = measurement->wall_ns,
		.by_gorge = measurement->outcome == OUTCOME_TIMEOUT ||
					(measurement->outcome == OUTCOME_OOM && text_equal(facts->meter, "proc")),
		/* gorge-exec alone stands for the tool below it */
		.command = text_equal(facts->command, "gorge-exec") ? "" : facts->command,
		.command_bytes = measurement->command_peak_bytes.value,
		.command_killed = measurement->command_killed,
		.says_killed = cut_says_killed(measurement->exit_status, measurement->why)};

	for (size_t i = 0; i < measurement->tool_count; i++)
		lives[i] = life_of(&measurement->tools[i]);
	culprit_find(&cut, lives, measurement->tool_count, culprit);
}

static void
set_culprit(const struct run_facts *facts, const struct measurement *measurement, struct row *row)
{
	CLEANUP_CULPRIT struct culprit culprit;

	find_culprit(facts, measurement, &culprit);
	if (culprit.how == CULPRIT_NONE)
		return;
	row_set(row, COLUMN_culprit_how, culprit_how_word(culprit.how));
	row_set(row, COLUMN_culprit_tool, culprit.tool);
	row_set(row, COLUMN_culprit_package, culprit.package);
	if (culprit.bytes > 0)
		row_set_count(row, COLUMN_culprit_bytes, culprit.bytes);
	row_set(row, COLUMN_culprit_beside, text_string(&culprit.beside));
}

/* The meter's doubts, the executor's own (a build that did not start the tools it had to), and the host's. */
static void
set_quality(const struct run_facts *facts, const struct measurement *measurement, struct row *row)
{
	CLEANUP_TEXT struct text quality = {0};
	bool incomplete = measurement->outcome == OUTCOME_OK && facts->tools_expected.known &&
					  facts->tools_expected.value != count_tools(facts, measurement);

	text_append(&quality, measurement->quality);
	if (incomplete)
		doubt_add(&quality, DOUBT_COVERAGE);
	disturbance_doubts(&measurement->disturbance, measurement->wall_ns,
		measurement->user_ns + measurement->system_ns, machine_processors_online(), &quality);
	if (quality.length > 0)
		row_set(row, COLUMN_quality, text_string(&quality));
}

/* In ten-thousandths, which is finer than clock ticks tell; ticks may also come to a little more than all. */
static void
set_others_share(const struct measurement *measurement, struct row *row)
{
	struct reading others = measurement->disturbance.others_ns;
	double whole_ns = (double)measurement->wall_ns * (double)machine_processors_online();
	char share[32];

	if (!others.known || !(whole_ns > 0))
		return;
	(void)snprintf(share, sizeof share, "%.4f", fmin((double)others.value / whole_ns, 1));
	row_set(row, COLUMN_others_share, share);
}

static void
set_disturbance(const struct disturbance *disturbance, struct row *row)
{
	set_reading(row, COLUMN_others_ns, disturbance->others_ns);
	set_reading(row, COLUMN_steal_ns, disturbance->steal_ns);
	set_reading(row, COLUMN_pressure_cpu_ns, disturbance->pressure_cpu_ns);
	set_reading(row, COLUMN_pressure_memory_ns, disturbance->pressure_memory_ns);
	set_reading(row, COLUMN_pressure_io_ns, disturbance->pressure_io_ns);
	set_reading(row, COLUMN_throttled, disturbance->throttled);
	set_reading(row, COLUMN_throttled_ns, disturbance->throttled_ns);
	if (disturbance->huge_pages[0] != '\0')
		row_set(row, COLUMN_huge_pages, disturbance->huge_pages);
}

void
run_row_end(const struct run_facts *facts, const struct measurement *measurement, struct row *row)
{
	row_set(row, COLUMN_outcome, outcome_name(measurement->outcome));
	if (measurement->why[0] != '\0')
		row_set(row, COLUMN_why, measurement->why);
	if (measurement->outcome == OUTCOME_UNSUPPORTED)
		return;
	row_set_count(row, COLUMN_exit_status, (uint64_t)measurement->exit_status);
	row_set_count(row, COLUMN_wall_ns, measurement->wall_ns);
	row_set_count(row, COLUMN_user_ns, measurement->user_ns);
	row_set_count(row, COLUMN_system_ns, measurement->system_ns);
	row_set_count(row, COLUMN_tools, count_tools(facts, measurement));
	set_culprit(facts, measurement, row);
	set_largest(facts, measurement, row);
	set_reading(row, COLUMN_go_command_bytes, measurement->command_peak_bytes);
	set_reading(row, COLUMN_tree_peak_bytes, measurement->tree_peak_bytes);
	set_reading(row, COLUMN_tree_anon_peak_bytes, measurement->tree_anon_peak_bytes);
	if (measurement->holders.length > 0)
		row_set(row, COLUMN_tree_anon_peak_holders, text_string(&measurement->holders));
	set_reading(row, COLUMN_tree_upper_bytes, measurement->tree_upper_bytes);
	set_reading(row, COLUMN_tree_file_bytes, measurement->tree_file_bytes);
	set_reading(row, COLUMN_tree_kernel_bytes, measurement->tree_kernel_bytes);
	if (measurement->largest_link != SIZE_MAX)
		row_set_count(row, COLUMN_output_bytes, linked_bytes(measurement));
	set_reading(row, COLUMN_scratch_bytes, facts->scratch_bytes);
	set_reading(row, COLUMN_heap_live_bytes, facts->report.heap_live_bytes);
	set_reading(row, COLUMN_heap_peak_bytes, facts->report.heap_peak_bytes);
	set_reading(row, COLUMN_heap_system_bytes, facts->report.heap_system_bytes);
	set_reading(row, COLUMN_collections, facts->report.collections);
	set_reading(row, COLUMN_samples, measurement->samples);
	set_disturbance(&measurement->disturbance, row);
	set_others_share(measurement, row);
	set_quality(facts, measurement, row);
}

static void
set_tool(const char *run_id, const struct tool_process *tool, struct tool_row *row)
{
	tool_row_set(row, TOOL_COLUMN_schema, RECORD_SCHEMA);
	tool_row_set(row, TOOL_COLUMN_run_id, run_id);
	tool_row_set_count(row, TOOL_COLUMN_pid, (uint64_t)tool->pid);
	tool_row_set(row, TOOL_COLUMN_tool, tool->tool);
	tool_row_set(row, TOOL_COLUMN_package, tool->package);
	tool_row_set_count(row, TOOL_COLUMN_started_ns, tool->started_ns);
	tool_row_set_count(row, TOOL_COLUMN_wall_ns, tool->wall_ns);
	tool_row_set_count(row, TOOL_COLUMN_user_ns, tool->user_ns);
	tool_row_set_count(row, TOOL_COLUMN_system_ns, tool->system_ns);
	tool_row_set_count(row, TOOL_COLUMN_peak_bytes, tool->peak_bytes);
	if (tool->concurrency > 0)
		tool_row_set_count(row, TOOL_COLUMN_concurrency, tool->concurrency);
	if (tool->output_bytes > 0)
		tool_row_set_count(row, TOOL_COLUMN_output_bytes, tool->output_bytes);
	if (!tool->cut_off)
		tool_row_set_count(row, TOOL_COLUMN_exit_status, (uint64_t)tool->exit_status);
}

void
run_row_tools(const char *run_id, const struct measurement *measurement, struct results *results)
{
	for (size_t i = 0; i < measurement->tool_count; i++) {
		struct tool_row row = {0};
		set_tool(run_id, &measurement->tools[i], &row);
		results_add_tool(results, &row);
		tool_row_dispose(&row);
	}
}
