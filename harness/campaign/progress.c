/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/progress.h"
#include "base/escape.h"
#include "base/memory.h"
#include "base/units.h"
#include "platform/clock.h"
#include "platform/terminal.h"
#include "platform/ticker.h"

#include <stdlib.h>
#include <string.h>

struct progress {
	FILE *out;
	bool quiet;
	struct ticker *redrawer; /* moves the bar while a long run is on; NULL: no bar, since it is no terminal */
	size_t index, count;
	char name[160];
	uint64_t expected_ns, left_ns, began_ns, step_began_ns;
};

/* How much of the whole is done, 0 to 1: by time where it is known, else by steps. */
static double
share_done(const struct progress *progress, uint64_t elapsed_ns, uint64_t step_ns)
{
	uint64_t spent_ns = elapsed_ns - step_ns;

	if (progress->left_ns > 0) {
		uint64_t step_share_ns = step_ns < progress->expected_ns ? step_ns : progress->expected_ns;
		return (double)(spent_ns + step_share_ns) / (double)(spent_ns + progress->left_ns);
	}
	return progress->count ? (double)progress->index / (double)progress->count : 0;
}

static void
format_left(
	const struct progress *progress, uint64_t elapsed_ns, uint64_t step_ns, char *out, size_t out_bytes)
{
	char left[UNITS_TEXT_BYTES];
	uint64_t left_ns = progress->left_ns > step_ns ? progress->left_ns - step_ns : 0;

	if (progress->left_ns == 0 && progress->index > 0)
		left_ns = (elapsed_ns - step_ns) / progress->index * (progress->count - progress->index);
	if (left_ns == 0)
		out[0] = '\0';
	else
		(void)snprintf(out, out_bytes, ", %s left", units_format_duration(left, left_ns));
}

/* One line over the last one. The lock is held. */
static void
draw(const struct progress *progress)
{
	enum { BAR_CELLS = 24 };
	uint64_t now = clock_now_ns(), elapsed_ns = now - progress->began_ns,
			 step_ns = now - progress->step_began_ns;
	int filled = (int)(share_done(progress, elapsed_ns, step_ns) * BAR_CELLS + 0.5);
	char elapsed[UNITS_TEXT_BYTES], left[2 * UNITS_TEXT_BYTES], line[400];

	format_left(progress, elapsed_ns, step_ns, left, sizeof left);
	(void)snprintf(line, sizeof line, "[%.*s%.*s] %zu/%zu %s%s  %s", filled, "########################",
		BAR_CELLS - filled, "........................", progress->index + 1, progress->count,
		units_format_duration(elapsed, elapsed_ns), left, progress->name);
	(void)fprintf(progress->out, "\r\033[K%.*s", terminal_columns(progress->out) - 1, line);
	(void)fflush(progress->out);
}

static void
redraw(void *context)
{
	const struct progress *progress = context;

	if (progress->count > 0)
		draw(progress);
}

struct progress *
progress_begin(FILE *out, bool quiet)
{
	struct progress *progress = memory_zeroed(1, sizeof *progress);

	progress->out = out;
	progress->quiet = quiet;
	progress->began_ns = clock_now_ns();
	if (!quiet && terminal_shows(out))
		progress->redrawer = ticker_start(redraw, progress);
	return progress;
}

void
progress_step(struct progress *progress, size_t index, size_t count, const char *name, uint64_t expected_ns,
	uint64_t left_ns)
{
	ticker_lock(progress->redrawer);
	progress->index = index;
	progress->count = count;
	progress->expected_ns = expected_ns;
	progress->left_ns = left_ns;
	progress->step_began_ns = clock_now_ns();
	(void)snprintf(progress->name, sizeof progress->name, "%s", name);
	escape_in_place(progress->name, sizeof progress->name);
	if (progress->redrawer)
		draw(progress);
	ticker_unlock(progress->redrawer);
}

void
progress_result(struct progress *progress, const char *result)
{
	char left[2 * UNITS_TEXT_BYTES];
	uint64_t now = clock_now_ns();

	if (progress->quiet)
		return;
	ticker_lock(progress->redrawer);
	format_left(progress, now - progress->began_ns, now - progress->step_began_ns, left, sizeof left);
	if (progress->redrawer)
		(void)fputs("\r\033[K", progress->out);
	(void)fprintf(progress->out, "%zu/%zu %s: %s%s\n", progress->index + 1, progress->count, progress->name,
		result, progress->redrawer || progress->index + 1 == progress->count ? "" : left);
	if (progress->redrawer)
		draw(progress);
	ticker_unlock(progress->redrawer);
}

void
progress_end(struct progress *progress)
{
	if (!progress)
		return;
	if (progress->redrawer) {
		ticker_stop(progress->redrawer);
		(void)fputs("\r\033[K", progress->out);
		(void)fflush(progress->out);
	}
	free(progress);
}
