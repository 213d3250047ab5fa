/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/outcome.h"

#include "base/memory.h"
#include "base/escape.h"
#include "base/text.h"
#include "base/units.h"

#include <inttypes.h>
#include <string.h>

const char *
outcome_name(enum outcome outcome)
{
	static const char *const names[] = {
		[OUTCOME_OK] = "ok",
		[OUTCOME_FAILED] = "failed",
		[OUTCOME_OOM] = "oom",
		[OUTCOME_TIMEOUT] = "timeout",
		[OUTCOME_UNSUPPORTED] = "unsupported",
		[OUTCOME_INTERRUPTED] = "interrupted",
	};

	return names[outcome];
}

static enum outcome
decide(const struct ending *ending)
{
	if (ending->stopped != OUTCOME_INTERRUPTED && ending->oom_kills > 0)
		return OUTCOME_OOM;
	if (ending->stopped == OUTCOME_OK && ending->child.exit_status != 0)
		return OUTCOME_FAILED;
	return ending->stopped;
}

/* The first line of the command's output that says something. */
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
		escape_in_place(out, capacity);
		return;
	}
}

static void
explain_failure(const struct ending *ending, char *why, size_t why_bytes)
{
	char complaint[160];

	find_complaint(ending->output_path, complaint, sizeof complaint);
	if (ending->child.signal)
		(void)snprintf(why, why_bytes, "died by signal %d (%s)%s", ending->child.signal,
			child_signal_text(ending->child.signal), complaint);
	else
		(void)snprintf(why, why_bytes, "exit status %d%s", ending->child.exit_status, complaint);
}

static void
explain_oom(const struct ending *ending, char *why, size_t why_bytes)
{
	char limit[UNITS_TEXT_BYTES] = "";

	if (ending->limit_bytes == 0)
		(void)snprintf(why, why_bytes,
			"the kernel killed %" PRIu64 " of its processes: the host or a group above ran out of memory",
			ending->oom_kills);
	else
		(void)snprintf(
			why, why_bytes, "killed at its limit of %s", units_format_bytes(limit, ending->limit_bytes));
}

static void
explain_timeout(const struct ending *ending, char *why, size_t why_bytes)
{
	char duration[UNITS_TEXT_BYTES];

	(void)snprintf(
		why, why_bytes, "killed at its deadline of %s", units_format_duration(duration, ending->timeout_ns));
}

static void
explain_interruption(const struct ending *ending, char *why, size_t why_bytes)
{
	(void)ending;
	(void)snprintf(why, why_bytes, "gorge was asked to stop");
}

enum outcome
outcome_of(const struct ending *ending, char *why, size_t why_bytes)
{
	static void (*const explain[])(const struct ending *ending, char *why, size_t why_bytes) = {
		[OUTCOME_FAILED] = explain_failure,
		[OUTCOME_OOM] = explain_oom,
		[OUTCOME_TIMEOUT] = explain_timeout,
		[OUTCOME_INTERRUPTED] = explain_interruption,
	};
	enum outcome outcome = decide(ending);

	if (explain[outcome])
		explain[outcome](ending, why, why_bytes);
	return outcome;
}
