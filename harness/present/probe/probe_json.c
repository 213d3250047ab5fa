/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/probe/probe_json.h"
#include "analyse/probe/probed_prices.h"
#include "base/json_text.h"
#include "present/laws/law_json.h"
#include "record/runs.h"

/* A number where the column has a unit and the row has one, null where it is empty. */
static json_t *
cell_of(const struct probed *probed, enum run_column column)
{
	const char *text = run_text(&probed->runs, probed->row, column);
	double value;

	if (*text == '\0')
		return json_null();
	if (column_is_figure(column) && run_number(&probed->runs, probed->row, column, &value))
		return json_real(value);
	return json_text(text);
}

static json_t *
row_of(const struct probed *probed)
{
	json_t *object = json_object();

	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		json_set(object, run_columns[column].name, cell_of(probed, column));
	return object;
}

static json_t *
found_of(const struct list *found)
{
	json_t *array = json_array();

	for (size_t i = 0; i < found->count; i++)
		(void)json_array_append_new(array, json_text(found->items[i]));
	return array;
}

static json_t *
moment_of(const struct probed_moment *moment)
{
	if (!moment->known)
		return json_null();
	return json_pack("{s:f, s:f, s:f, s:I}", "elapsed_ns", moment->at_ns, "anon_bytes", moment->anon_bytes,
		"tree_bytes", moment->tree_bytes, "tools", (json_int_t)moment->alive);
}

static json_t *
tools_of(const struct probed *probed)
{
	json_t *array = json_array();

	for (size_t i = 0; i < probed->tool_count; i++) {
		const struct probed_tool *tool = &probed->tools[i];
		(void)json_array_append_new(
			array, json_pack("{s:o, s:o, s:f, s:f, s:f, s:f, s:f, s:b}", "tool", json_text(tool->tool),
					   "package", json_text(tool->package), "started_ns", tool->started_ns, "wall_ns",
					   tool->wall_ns, "cpu_ns", tool->cpu_ns, "peak_bytes", tool->peak_bytes, "output_bytes",
					   tool->output_bytes, "at_peak", tool->at_peak));
	}
	return array;
}

static json_t *
package_of(const struct probed_package *package)
{
	json_t *object = json_pack("{s:o, s:f, s:f}", "package", json_text(package->name), "peak_bytes",
		package->peak_bytes, "cpu_ns", package->cpu_ns);

	json_set(object, "lines", package->counted ? json_real(package->lines) : json_null());
	json_set(object, "generated_lines", package->counted ? json_real(package->generated_lines) : json_null());
	json_set(object, "reaches", package->counted ? json_integer((json_int_t)package->reaches) : json_null());
	return object;
}

static json_t *
packages_of(const struct probed *probed)
{
	json_t *array = json_array();

	for (size_t i = 0; i < probed->package_count; i++)
		(void)json_array_append_new(array, package_of(&probed->packages[i]));
	return array;
}

static json_t *
majors_of(const struct probed *probed)
{
	json_t *array = json_array();

	for (size_t i = 0; i < probed->major_count; i++) {
		const struct probed_major *major = &probed->majors[i];
		(void)json_array_append_new(
			array, json_pack("{s:o, s:o, s:I, s:f, s:f}", "module", json_text(major->module), "versions",
					   json_text(major->versions), "packages", (json_int_t)major->packages, "cpu_ns",
					   major->cpu_ns, "peak_bytes", major->peak_bytes));
	}
	return array;
}

static json_t *
prices_of(const struct probed *probed, const struct list *modules)
{
	CLEANUP_PRICES struct probed_prices prices = {0};
	json_t *array = json_array();

	probed_prices_find(probed, modules, &prices);
	for (size_t i = 0; i < prices.count; i++) {
		const struct probed_price *price = &prices.items[i];
		(void)json_array_append_new(
			array, json_pack("{s:o, s:I, s:f, s:f, s:f}", "module", json_text(price->module), "packages",
					   (json_int_t)price->packages, "lines", price->lines, "cpu_ns", price->cpu_ns,
					   "peak_bytes", price->peak_bytes));
	}
	return array;
}

char *
probe_json(const struct probed *probed, const struct probe_title *title)
{
	json_t *object = json_object();

	json_set(object, "project", json_text(title->project));
	json_set(object, "results", json_text(title->results));
	json_set(object, "yours", found_of(title->found));
	json_set(object, "run", row_of(probed));
	json_set(object, "peak", moment_of(&probed->moment));
	json_set(object, "tools", tools_of(probed));
	json_set(object, "packages", packages_of(probed));
	json_set(object, "majors", majors_of(probed));
	json_set(object, "dependencies", prices_of(probed, title->modules));
	return json_to_text(object, JSON_INDENT(1));
}
