/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Go benchmark data format (https://go.dev/design/14313-benchmark-format), as benchstat and its kin read:
 * one line a run that ended ok, behind `key: value` lines on where it was measured, repeated when they
 * change. benchstat takes lines of one name and one configuration for repetitions of one thing, so that both
 * together have to tell apart whatever cells differ in; and names have to be the same from one results folder
 * to the next, so that a name holds what a cell has besides the standard values, not what varies in this
 * folder.
 */
#include "base/memory.h"
#include "generators/generator.h"
#include "generators/parameters.h"
#include "plan/settings.h"
#include "present/exports/export.h"

#include <ctype.h>
#include <string.h>

/* A value within a name, where '/' begins the next part and a blank ends it. */
static void
append_value(const char *value, struct text *out)
{
	for (; *value; value++)
		if (isalnum((unsigned char)*value) || strchr("._-+,=:@~", *value))
			text_append_bytes(out, value, 1);
		else
			text_append_format(out, "%%%02X", (unsigned)(unsigned char)*value);
}

static void
append_part(const char *key, const char *value, struct text *out)
{
	text_append_format(out, "/%s=", key);
	append_value(value, out);
}

/* The generator that made a row's project ("module@2"), or NULL for what is not in the registry. */
static const struct generator *
generator_of(const char *text)
{
	size_t length = strcspn(text, "@");

	for (const struct generator *const *generator = generators; *generator; generator++)
		if (strlen((*generator)->name) == length && strncmp((*generator)->name, text, length) == 0)
			return *generator;
	return NULL;
}

static bool
is_standard(const struct generator *generator, const char *name, const char *value)
{
	struct parameter_values values;

	if (!generator || text_equal(generator->size_parameter, name))
		return false;
	parameter_values_init(generator, &values);
	for (size_t i = 0; generator->parameters[i].name; i++)
		if (text_equal(generator->parameters[i].name, name))
			return text_equal(values.items[i].text, value);
	return false;
}

static void
append_project(const struct study *study, size_t row, struct text *out)
{
	const char *name = run_text(&study->runs, row, COLUMN_generator);
	const struct generator *generator = generator_of(name);
	CLEANUP_LIST struct list params = {0};

	append_part("generator", name, out);
	list_split(&params, run_text(&study->runs, row, COLUMN_params), ' ');
	for (size_t i = 0; i < params.count; i++) {
		char *value = strchr(params.items[i], '=');
		if (!value)
			continue;
		*value++ = '\0';
		if (!is_standard(generator, params.items[i], value))
			append_part(params.items[i], value, out);
	}
}

static void
append_settings(const struct study *study, size_t row, struct text *out)
{
	for (enum setting_id id = 0; id < SETTING_COUNT; id++) {
		const char *value = table_text(&study->runs, row, table_column(&study->runs, settings[id].name));
		if (id != SETTING_GOMAXPROCS && *value != '\0' && !text_equal(value, settings[id].standard))
			append_part(settings[id].name, value, out);
	}
	if (*run_text(&study->runs, row, COLUMN_env) != '\0')
		append_part("env", run_text(&study->runs, row, COLUMN_env), out);
}

/* "BenchmarkBuild/generator=module@2/files=1000/cache=std/p=2/c=2-2": GOMAXPROCS stands where Go puts it. */
static void
append_name(const struct study *study, size_t row, struct text *out)
{
	const char *workload = run_text(&study->runs, row, COLUMN_workload);
	const char *target = run_text(&study->runs, row, COLUMN_target);
	const char *threads = run_text(&study->runs, row, COLUMN_GOMAXPROCS);

	text_append_format(out, "Benchmark%c", toupper((unsigned char)*workload));
	append_value(*workload ? workload + 1 : workload, out);
	append_project(study, row, out);
	if (*run_text(&study->runs, row, COLUMN_cache) != '\0')
		append_part("cache", run_text(&study->runs, row, COLUMN_cache), out);
	if (*target != '\0' && !text_equal(target, "./..."))
		append_part("target", target, out);
	append_settings(study, row, out);
	if (*threads != '\0')
		text_append_format(out, "-%s", threads);
}

/* tree_peak_bytes as "tree-peak-bytes", which benchstat scales by 1,024; wall_ns as Go's own "ns/op". */
static void
append_unit(enum run_column column, struct text *out)
{
	if (column == COLUMN_wall_ns) {
		text_append(out, "ns/op");
		return;
	}
	for (const char *c = run_columns[column].name; *c; c++)
		text_append_bytes(out, *c == '_' ? "-" : c, 1);
}

static void
append_figures(const struct study *study, size_t row, const bool *wanted, struct text *out)
{
	double value;

	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++) {
		if (!wanted[column] || !run_number(&study->runs, row, column, &value))
			continue;
		text_append_format(out, " %.17g ", value);
		append_unit(column, out);
	}
}

static void
append_key(const char *key, const char *value, struct text *out)
{
	if (!value || *value == '\0')
		return;
	text_append_format(out, "%s: ", key);
	for (; *value; value++)
		text_append_bytes(out, iscntrl((unsigned char)*value) ? " " : value, 1); /* it has to stay one line */
	text_append(out, "\n");
}

/* As `go env GOARCH` calls the processors that `uname -m` names. */
static const char *
architecture(const char *machine)
{
	static const char *const names[][2] = {{"x86_64", "amd64"}, {"aarch64", "arm64"}, {"i686", "386"}};

	for (size_t i = 0; machine && i < COUNT_OF(names); i++)
		if (text_equal(names[i][0], machine))
			return names[i][1];
	return machine;
}

/* Every meter there is reads Linux, so goos is that. */
static void
append_configuration(const struct study *study, size_t row, struct text *out)
{
	const char *host = run_text(&study->runs, row, COLUMN_host);
	CLEANUP_FREE char *go = release_name(&study->growth, &study->runs, row);

	append_key("pkg", run_text(&study->runs, row, COLUMN_experiment), out);
	append_key("go", go, out);
	append_key("goos", "linux", out);
	append_key("goarch", architecture(export_host_fact(study, host, "machine")), out);
	append_key("cpu", export_host_fact(study, host, "processor"), out);
	append_key("host", host, out);
	append_key("meter", run_text(&study->runs, row, COLUMN_meter), out);
}

static bool
append(const struct study *study, const bool *wanted, struct text *out, struct error *err)
{
	CLEANUP_TEXT struct text before = {0}, configuration = {0}, figures = {0};

	for (size_t row = 0; row < study->runs.row_count; row++) {
		text_clear(&figures);
		append_figures(study, row, wanted, &figures);
		if (!run_ended_ok(&study->runs, row) || figures.length == 0)
			continue;
		text_clear(&configuration);
		append_configuration(study, row, &configuration);
		if (!text_equal(text_string(&configuration), text_string(&before)))
			text_append_format(out, "%s%s", out->length > 0 ? "\n" : "", text_string(&configuration));
		text_clear(&before);
		text_append(&before, text_string(&configuration));
		append_name(study, row, out);
		text_append_format(out, " 1%s\n", text_string(&figures));
	}
	return out->length > 0 || error_raise(err, ERROR_TOO_FEW_POINTS, study->folder,
								  "no run that ended ok has measured any of these metrics");
}

const struct exporter exporter_benchstat = {
	.name = "benchstat",
	.summary = "Go benchmark text: a line a run that ended ok, for benchstat",
	.details = "Two folders: benchstat -ignore go,host,cpu,pkg old.txt new.txt\n"
			   "Two releases in one folder: benchstat -col go results.txt\n"
			   "One setting against another: benchstat -col /GOGC results.txt\n"
			   "A name holds the size and whatever differs from the standard; %XX stands for a blank or '/'.",
	.standard = export_headline,
	.takes_metrics = true,
	.append = append,
};
