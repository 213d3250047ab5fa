/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/probe/probe_screen.h"
#include "analyse/probe/probed_prices.h"
#include "base/doubt.h"
#include "base/memory.h"
#include "present/format.h"
#include "present/report/culprit_words.h"
#include "present/sentences.h"
#include "record/ends/culprit_rows.h"
#include "record/runs.h"

#include <math.h>
#include <string.h>

enum { NAME_COLUMNS = 38, PACKAGES_SHOWN = 10, HOLDERS_SHOWN = 4, LINKS_SHOWN = 3, INDENT = 2 };

/* Of the peak, that who is named as its holders must have. */
static const double HELD_LEAST = 0.8;

static const char *
of_row(const struct probed *probed, enum run_column column)
{
	return run_text(&probed->runs, probed->row, column);
}

/* "1,204 MB", or "an unknown amount". */
static const char *
amount(char *out, const struct probed *probed, enum run_column column)
{
	double bytes;

	if (!run_number(&probed->runs, probed->row, column, &bytes))
		return "an unknown amount";
	return format_quantity(out, "bytes", bytes);
}

/* What was built, by what, with which settings of the user's. */
static void
say_how(const struct probed *probed, const struct probe_title *title, struct text *text)
{
	CLEANUP_TEXT struct text line = {0};

	text_append_format(&line, "%s: go %s %s, Go %s, GOMAXPROCS=%s -p=%s CGO_ENABLED=%s", title->project,
		of_row(probed, COLUMN_workload), of_row(probed, COLUMN_target), of_row(probed, COLUMN_go_version),
		of_row(probed, COLUMN_GOMAXPROCS), of_row(probed, COLUMN_p), of_row(probed, COLUMN_CGO_ENABLED));
	for (size_t i = 0; i < title->found->count; i++)
		text_append_format(&line, "%s %s", i == 0 ? "; yours:" : ",", title->found->items[i]);
	sentences_append(text_string(&line), INDENT, text);
}

static void
append_peak(const struct probed *probed, struct text *line)
{
	char anon[FORMAT_BYTES], tree[FORMAT_BYTES], at[FORMAT_BYTES], all[FORMAT_BYTES];
	double wall;

	text_append_format(
		line, "%s of anonymous memory at its peak", amount(anon, probed, COLUMN_tree_anon_peak_bytes));
	if (probed->moment.known)
		text_append_format(line, ", %s after it began", format_quantity(at, "ns", probed->moment.at_ns));
	if (run_number(&probed->runs, probed->row, COLUMN_wall_ns, &wall))
		text_append_format(line, " (it took %s)", format_quantity(all, "ns", wall));
	text_append_format(line, "; with page cache the kernel charged %s at most.",
		amount(tree, probed, COLUMN_tree_peak_bytes));
}

/* How it ended, if it did not end well: before anything else. */
static void
append_end(const struct probed *probed, struct text *line)
{
	const char *outcome = of_row(probed, COLUMN_outcome);
	CLEANUP_CULPRIT struct culprit culprit = {0};

	culprit_of_row(&probed->runs, probed->row, &probed->tool_rows, &culprit);
	text_append(line, text_equal(outcome, "oom")       ? "The build died for lack of memory: "
					  : text_equal(outcome, "timeout") ? "The build did not end in time: "
													   : "The build fails: ");
	text_append(line, of_row(probed, COLUMN_why));
	culprit_words(&culprit, line);
	text_append(line, ". Until then it had needed ");
}

static void
append_tool(const struct probed_tool *tool, struct text *line)
{
	char peak[FORMAT_BYTES];

	text_append_format(line, "%s%s%s (%s)", tool->tool, *tool->package ? " of " : "", tool->package,
		format_quantity(peak, "bytes", tool->peak_bytes));
}

/* What share of the peak those have who were seen; 0 where nobody was. */
static double
share_held(const struct probed *probed)
{
	double peak = 0, held = 0;
	struct beside holder;

	for (const char *at = of_row(probed, COLUMN_tree_anon_peak_holders);
		 (at = culprit_next_beside(at, &holder)) != NULL;)
		held += (double)holder.bytes;
	return run_number(&probed->runs, probed->row, COLUMN_tree_anon_peak_bytes, &peak) && peak > 0
			   ? fmin(1, held / peak)
			   : 0;
}

/* "It was held by compile of example.org/big (690 MB), go (40 MB): 97% of it." False where the peak has
 * passed before most of it was seen. */
static bool
append_held(const struct probed *probed, struct text *line)
{
	const double share = share_held(probed);
	struct beside holder;
	size_t shown = 0;

	if (share < HELD_LEAST)
		return false;
	for (const char *at = of_row(probed, COLUMN_tree_anon_peak_holders);
		 (at = culprit_next_beside(at, &holder)) != NULL && shown < HOLDERS_SHOWN; shown++) {
		char bytes[FORMAT_BYTES];
		text_append(line, shown == 0 ? " It was held by " : ", ");
		text_append_bytes(line, holder.tool, holder.tool_bytes);
		text_append(line, holder.package_bytes > 0 ? " of " : "");
		text_append_bytes(line, holder.package, holder.package_bytes);
		text_append_format(line, " (%s)", format_quantity(bytes, "bytes", (double)holder.bytes));
	}
	text_append_format(line, ": %.0f%% of it.", 100 * share);
	return true;
}

/* Of rows that do not tell who held it, those who were alive, the largest first, with their own peaks. */
static void
append_holders(const struct probed *probed, struct text *line)
{
	size_t shown = 0;
	char go[FORMAT_BYTES];

	if (append_held(probed, line) || !probed->moment.known)
		return;
	if (probed->moment.alive == 0) {
		text_append_format(line, " No tool was running at that moment; the go command takes %s itself.",
			amount(go, probed, COLUMN_go_command_bytes));
		return;
	}
	text_append(line, " Running at that moment, with the peak of each: ");
	for (size_t i = 0; i < probed->tool_count && shown < HOLDERS_SHOWN; i++)
		if (probed->tools[i].at_peak) {
			text_append(line, shown++ > 0 ? ", " : "");
			append_tool(&probed->tools[i], line);
		}
	if (probed->moment.alive > shown)
		text_append_format(line, " and %zu more", probed->moment.alive - shown);
	text_append(line, ".");
}

static void
say_answer(const struct probed *probed, struct text *text)
{
	CLEANUP_TEXT struct text line = {0};

	if (text_equal(of_row(probed, COLUMN_outcome), "unsupported")) {
		text_append_format(&line, "Nothing was built: %s.", of_row(probed, COLUMN_why));
	} else {
		if (run_ended_ok(&probed->runs, probed->row))
			text_append(&line, "This build needs ");
		else
			append_end(probed, &line);
		append_peak(probed, &line);
		append_holders(probed, &line);
	}
	sentences_append(text_string(&line), 0, text);
}

static void
say_doubts(const struct probed *probed, struct text *text)
{
	const char *quality = of_row(probed, COLUMN_quality);

	for (enum doubt doubt = 0; doubt < DOUBT_COUNT; doubt++)
		if (doubt_is_among(doubt, quality)) {
			CLEANUP_FREE char *line =
				text_format("Doubt: %s (%s).", doubts[doubt].meaning, doubts[doubt].word);
			sentences_append(line, INDENT, text);
		}
}

/* Without its first elements where it is too long. */
static char *
shortened(const char *name, size_t columns)
{
	const char *rest = name;

	while (strlen(rest) + (rest == name ? 0 : strlen("...")) > columns && strchr(rest + 1, '/'))
		rest = strchr(rest + 1, '/');
	return text_format("%s%s", rest == name ? "" : "...", rest);
}

static void
add_generated(const struct probed_package *package, struct grid *grid)
{
	double share = package->lines > 0 ? package->generated_lines / package->lines : 0;

	if (!package->counted || share <= 0)
		grid_add(grid, "%s", "");
	else
		grid_add(grid, "%.0f%%", floor(100 * share));
}

static void
add_package(const struct probed_package *package, struct grid *grid)
{
	CLEANUP_FREE char *name = shortened(package->name, NAME_COLUMNS);
	char peak[FORMAT_BYTES], cpu[FORMAT_BYTES], lines[FORMAT_BYTES];

	grid_add(grid, "%s", format_quantity(peak, "bytes", package->peak_bytes));
	grid_add(grid, "%s", format_quantity(cpu, "ns", package->cpu_ns));
	grid_add(grid, "%s", package->counted ? format_size(lines, package->lines) : "");
	add_generated(package, grid);
	if (package->counted)
		grid_add(grid, "%zu", package->reaches);
	else
		grid_add(grid, "%s", "");
	grid_add(grid, "%s", name);
}

static void
say_packages(const struct probed *probed, const struct probe_title *title, bool colour, struct text *text)
{
	static const struct grid_column columns[] = {{"peak", false}, {"CPU", false}, {"lines", false},
		{"generated", false}, {"reaches", false}, {"package", true}};
	size_t shown =
		title->verbose || probed->package_count < PACKAGES_SHOWN ? probed->package_count : PACKAGES_SHOWN;
	CLEANUP_GRID struct grid grid = GRID_OF(columns);
	const struct page_style style = {.colour = colour};

	if (shown == 0)
		return;
	for (size_t i = 0; i < shown; i++)
		add_package(&probed->packages[i], &grid);
	page_end_paragraph(text);
	if (shown < probed->package_count)
		text_append_format(
			text, "The %zu heaviest of %zu packages that were compiled:\n", shown, probed->package_count);
	else
		text_append(text, "The packages that were compiled:\n");
	page_grid(&style, &grid, text);
}

static void
add_price(const struct probed_price *price, struct grid *grid)
{
	CLEANUP_FREE char *name = shortened(price->module, NAME_COLUMNS);
	char value[FORMAT_BYTES];

	grid_add(grid, "%zu", price->packages);
	grid_add(grid, "%s", format_quantity(value, "ns", price->cpu_ns));
	grid_add(grid, "%s", format_size(value, price->lines));
	grid_add(grid, "%s", format_quantity(value, "bytes", price->peak_bytes));
	grid_add(grid, "%s", name);
}

/* What the build would be without each module that it depends on. */
static void
say_prices(const struct probed *probed, const struct probe_title *title, bool colour, struct text *text)
{
	static const struct grid_column columns[] = {
		{"packages", false}, {"CPU", false}, {"lines", false}, {"largest", false}, {"module", true}};
	CLEANUP_PRICES struct probed_prices prices = {0};
	CLEANUP_GRID struct grid grid = GRID_OF(columns);
	const struct page_style style = {.colour = colour};

	probed_prices_find(probed, title->modules, &prices);
	page_end_paragraph(text);
	if (prices.count == 0) {
		sentences_append(
			"What its dependencies cost cannot be told: none of its own packages is known, or they "
			"import none of another module.",
			0, text);
		return;
	}
	for (size_t i = 0; i < prices.count; i++)
		add_price(&prices.items[i], &grid);
	text_append(text, "What would not be compiled without each module that it imports:\n");
	page_grid(&style, &grid, text);
}

static size_t
count_links(const struct probed *probed)
{
	size_t count = 0;

	for (size_t i = 0; i < probed->tool_count; i++)
		count += text_equal(probed->tools[i].tool, "link");
	return count;
}

/* "3 links, the largest: cmd/server 310 MB (output 41 MB), ..." */
static void
append_links(const struct probed *probed, struct text *line)
{
	size_t count = count_links(probed), shown = 0;
	char peak[FORMAT_BYTES], output[FORMAT_BYTES];

	if (count == 0)
		return;
	text_append_format(
		line, " %zu link%s%s: ", count, count == 1 ? "" : "s", count > LINKS_SHOWN ? ", the largest" : "");
	for (size_t i = 0; i < probed->tool_count && shown < LINKS_SHOWN; i++) {
		const struct probed_tool *tool = &probed->tools[i];
		if (!text_equal(tool->tool, "link"))
			continue;
		text_append_format(line, "%s%s %s", shown++ > 0 ? ", " : "",
			*tool->package ? tool->package : "a program", format_quantity(peak, "bytes", tool->peak_bytes));
		if (tool->output_bytes > 0)
			text_append_format(line, " (output %s)", format_quantity(output, "bytes", tool->output_bytes));
	}
	text_append(line, ".");
}

static void
say_rest(const struct probed *probed, struct text *text)
{
	CLEANUP_TEXT struct text line = {0};
	char go[FORMAT_BYTES];

	text_append_format(&line, "The go command itself: %s.", amount(go, probed, COLUMN_go_command_bytes));
	append_links(probed, &line);
	page_end_paragraph(text);
	sentences_append(text_string(&line), 0, text);
	for (size_t i = 0; i < probed->major_count; i++) {
		const struct probed_major *major = &probed->majors[i];
		char cpu[FORMAT_BYTES], peak[FORMAT_BYTES];
		CLEANUP_FREE char *twice = text_format(
			"Compiled in several majors: %s %s, together %zu packages, %s of CPU, the largest %s.",
			major->module, major->versions, major->packages, format_quantity(cpu, "ns", major->cpu_ns),
			format_quantity(peak, "bytes", major->peak_bytes));
		sentences_append(twice, INDENT, text);
	}
}

void
probe_screen(const struct probed *probed, const struct probe_title *title, bool colour, struct text *text)
{
	say_answer(probed, text);
	say_doubts(probed, text);
	say_how(probed, title, text);
	say_packages(probed, title, colour, text);
	if (title->prices && probed->package_count > 0)
		say_prices(probed, title, colour, text);
	if (!text_equal(of_row(probed, COLUMN_outcome), "unsupported"))
		say_rest(probed, text);
	CLEANUP_FREE char *rows = text_format("Rows, for gorge report and gorge export: %s", title->results);
	sentences_append(rows, INDENT, text);
}
