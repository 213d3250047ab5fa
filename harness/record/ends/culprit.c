/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/ends/culprit.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SIGNALS = 128, SIGKILL_STATUS = SIGNALS + 9 };

static const char *const words[CULPRIT_HOWS] = {
	[CULPRIT_NONE] = "",
	[CULPRIT_UNKNOWN] = "unknown",
	[CULPRIT_KILLED] = "killed",
	[CULPRIT_ALIVE] = "alive",
	[CULPRIT_SEEN] = "seen",
};

const char *
culprit_how_word(enum culprit_how how)
{
	return words[how];
}

enum culprit_how
culprit_how_of(const char *word)
{
	for (enum culprit_how how = CULPRIT_UNKNOWN; how < CULPRIT_HOWS; how++)
		if (text_equal(words[how], word))
			return how;
	return CULPRIT_NONE;
}

static uint64_t
end_of(const struct life *life)
{
	return life->started_ns + life->wall_ns;
}

/* What lived on beside the victim may have grown since. */
static uint64_t
bytes_beside(const struct life *life)
{
	return life->seen_bytes ? life->seen_bytes : life->bytes;
}

static int
compare_counts(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* Each is negative when `a` is to be named before `b`. */
static int
by_size(const struct life *a, const struct life *b)
{
	int order = compare_counts(b->bytes, a->bytes);

	order = order ? order : compare_counts(a->started_ns, b->started_ns);
	order = order ? order : strcmp(a->package, b->package);
	return order ? order : strcmp(a->tool, b->tool);
}

static int
by_work(const struct life *a, const struct life *b)
{
	int order = compare_counts(b->cpu_ns, a->cpu_ns);

	return order ? order : by_size(a, b);
}

static int
by_end(const struct life *a, const struct life *b)
{
	int order = compare_counts(end_of(a), end_of(b));

	return order ? order : by_size(a, b);
}

/* Of a limit's victims only SIGKILL tells; a command that failed may have lost a tool to any signal. What
 * ends with the run or later was killed by gorge, which leaves nothing alive. */
static bool
is_victim(const struct cut *cut, const struct life *life)
{
	int least = text_equal(cut->outcome, "oom") ? SIGKILL_STATUS : SIGNALS + 1;
	int most = text_equal(cut->outcome, "oom") ? SIGKILL_STATUS : INT32_MAX;

	return !cut->by_gorge && life->end_known && life->exit_status >= least && life->exit_status <= most &&
		   end_of(life) <= cut->wall_ns;
}

static bool
was_left(const struct cut *cut, const struct life *life)
{
	return !life->end_known || (cut->by_gorge && end_of(life) >= cut->wall_ns);
}

static const struct life *
first_of(const struct cut *cut, const struct life *lives, size_t count,
	bool (*counts)(const struct cut *cut, const struct life *life),
	int (*order)(const struct life *a, const struct life *b))
{
	const struct life *first = NULL;

	for (size_t i = 0; i < count; i++)
		if (counts(cut, &lives[i]) && (!first || order(&lives[i], first) < 0))
			first = &lives[i];
	return first;
}

/* A process that is killed gives its memory back before its end is seen: a gigabyte in a second at the
 * slowest. */
static uint64_t
end_after_kill_ns(const struct life *life)
{
	enum { SEEN_NS = 50 * 1000 * 1000, NS_PER_BYTE = 1 };

	return SEEN_NS + life->bytes * NS_PER_BYTE;
}

/* The victim that ended first; but a limit takes the largest first (oom_badness() in the kernel's
 * mm/oom_kill.c), which may be the last to have ended: so the largest of those that may have been killed by
 * then, which is told. */
static const struct life *
find_victim(const struct cut *cut, const struct life *lives, size_t count, uint64_t *at_ns)
{
	const struct life *first = first_of(cut, lives, count, is_victim, by_end), *victim = first;

	for (size_t i = 0; first && text_equal(cut->outcome, "oom") && i < count; i++)
		if (is_victim(cut, &lives[i]) && lives[i].started_ns <= end_of(first) &&
			end_of(&lives[i]) <= end_of(first) + end_after_kill_ns(&lives[i]) &&
			by_size(&lives[i], victim) < 0)
			victim = &lives[i];
	*at_ns = first ? end_of(first) : 0;
	return victim;
}

static int
compare_sizes(const void *a, const void *b)
{
	const struct life *left = *(const struct life *const *)a, *right = *(const struct life *const *)b;
	int order = compare_counts(bytes_beside(right), bytes_beside(left));

	return order ? order : by_size(left, right);
}

static void
append_beside(const struct life *life, struct text *beside)
{
	text_append_format(beside, "%s%s%s%s %" PRIu64, beside->length > 0 ? "; " : "", life->tool,
		*life->package ? " " : "", life->package, bytes_beside(life));
}

/* Those alive at that time, but for the one that is named already; `named` NULL is the command itself, which
 * is alive to the end. */
static void
find_beside(const struct cut *cut, const struct life *lives, size_t count, const struct life *named,
	uint64_t at_ns, struct text *beside)
{
	CLEANUP_FREE const struct life **alive = memory_zeroed(count + 1, sizeof(const struct life *));
	struct life command = {.tool = cut->command, .package = "", .bytes = cut->command_bytes};
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (&lives[i] != named && *lives[i].tool && lives[i].started_ns <= at_ns &&
			(!lives[i].end_known || end_of(&lives[i]) >= at_ns))
			alive[found++] = &lives[i];
	if (named && *command.tool && command.bytes > 0)
		alive[found++] = &command;
	if (found > 0)
		qsort(alive, found, sizeof(const struct life *), compare_sizes);
	for (size_t i = 0; i < found; i++)
		append_beside(alive[i], beside);
}

static void
name_life(const struct life *life, enum culprit_how how, struct culprit *culprit)
{
	culprit->how = how;
	culprit->tool = life->tool;
	culprit->package = life->package;
	culprit->bytes = life->bytes;
}

static void
name_command(const struct cut *cut, enum culprit_how how, struct culprit *culprit)
{
	culprit->how = how;
	culprit->tool = cut->command;
	culprit->bytes = cut->command_bytes;
}

/* What gorge killed, or what has gone without a record. */
static void
find_left(const struct cut *cut, const struct life *lives, size_t count, struct culprit *culprit)
{
	bool late = text_equal(cut->outcome, "timeout");
	const struct life *left = first_of(cut, lives, count, was_left, late ? by_work : by_size);

	if (left)
		name_life(left, cut->by_gorge ? CULPRIT_ALIVE : CULPRIT_SEEN, culprit);
	else if (cut->by_gorge && *cut->command)
		name_command(cut, CULPRIT_ALIVE, culprit);
	else
		culprit->how = CULPRIT_UNKNOWN;
	if (left || cut->by_gorge)
		find_beside(cut, lives, count, left, cut->by_gorge ? cut->wall_ns : end_of(left), &culprit->beside);
}

/* A limit takes the largest first: the command itself only when whatever was larger is dying already, of
 * which nobody may be left to write a record. */
static bool
died_behind_others(const struct cut *cut, const struct life *lives, size_t count)
{
	const struct life *left = first_of(cut, lives, count, was_left, by_size);

	return text_equal(cut->outcome, "oom") && left && left->bytes > cut->command_bytes;
}

bool
cut_says_killed(int exit_status, const char *why)
{
	return exit_status == SIGKILL_STATUS || strstr(why, "signal: killed");
}

void
culprit_find(const struct cut *cut, const struct life *lives, size_t count, struct culprit *culprit)
{
	bool stopped = text_equal(cut->outcome, "oom") || text_equal(cut->outcome, "timeout");
	const struct life *victim;
	uint64_t at_ns;

	*culprit = (struct culprit){.tool = "", .package = ""};
	if (!stopped && !text_equal(cut->outcome, "failed"))
		return;
	if ((victim = find_victim(cut, lives, count, &at_ns))) {
		name_life(victim, CULPRIT_KILLED, culprit);
		find_beside(cut, lives, count, victim, at_ns, &culprit->beside);
	} else if (cut->command_killed && *cut->command && !cut->by_gorge &&
			   !died_behind_others(cut, lives, count)) {
		name_command(cut, CULPRIT_KILLED, culprit);
		find_beside(cut, lives, count, NULL, cut->wall_ns, &culprit->beside);
	} else if (stopped || cut->says_killed) {
		find_left(cut, lives, count, culprit);
	}
}

void
culprit_dispose(struct culprit *culprit)
{
	text_dispose(&culprit->beside);
	*culprit = (struct culprit){0};
}
