/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/contestants.h"
#include "analyse/numbers/change.h"
#include "platform/file.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "analyse/compare/side_folders.h"
#include "toolchain/fetch/find.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* One request, found. */
struct contestant {
	struct toolchain toolchain;
	size_t part, parts; /* which of how many requests for the same toolchain it is */
};

struct contestants {
	struct contestant *items;
	size_t count;
	size_t most_parts;
};

bool
is_release(const char *word)
{
	return text_equal(word, "host") || text_starts_with(word, "path:") ||
		   (!file_is_folder(word) && !strpbrk(word, "/@") &&
			   (isdigit((unsigned char)word[0]) || text_starts_with(word, "go1.")));
}

static void
contestants_dispose(struct contestants *contestants)
{
	for (size_t i = 0; i < contestants->count; i++)
		toolchain_dispose(&contestants->items[i].toolchain);
	free(contestants->items);
}

static bool
is_same(const struct contestant *a, const struct contestant *b)
{
	return hash_equal(a->toolchain.identity, b->toolchain.identity);
}

static void
count_parts(struct contestants *contestants)
{
	for (size_t i = 0; i < contestants->count; i++) {
		struct contestant *mine = &contestants->items[i];
		mine->part = mine->parts = 0;
		for (size_t other = 0; other < contestants->count; other++) {
			bool same = is_same(mine, &contestants->items[other]);
			mine->part += same && other < i;
			mine->parts += same;
		}
		if (mine->parts > contestants->most_parts)
			contestants->most_parts = mine->parts;
	}
}

static bool
find_all(const struct contest *contest, struct contestants *contestants, struct error *err)
{
	size_t count = 0;

	while (contest->requests[count])
		count++;
	*contestants = (struct contestants){.items = memory_zeroed(count, sizeof *contestants->items)};
	for (size_t i = 0; i < count; i++) {
		if (!toolchain_find(
				contest->requests[i], true, contest->how.quiet, &contestants->items[i].toolchain, err))
			return false;
		contestants->count++;
	}
	count_parts(contestants);
	return true;
}

/* "go=1.26.8, path:/a\,b": each toolchain once, commas in paths kept. */
static void
append_go(const struct contestants *contestants, struct text *text)
{
	text_append(text, "go=");
	for (size_t i = 0; i < contestants->count; i++) {
		const struct contestant *contestant = &contestants->items[i];
		if (contestant->part > 0)
			continue;
		text_append(text, i > 0 ? ", " : "");
		for (const char *at = contestant->toolchain.request; *at; at++)
			text_append_format(text, "%s%c", *at == ',' ? "\\" : "", *at);
	}
}

/* As often as asked for on each side, and where the suite alone says, often enough for a test. */
static uint64_t
repetitions_of(const struct contest *contest, const struct contestants *contestants)
{
	uint64_t each = contest->repetitions;

	if (contestants->most_parts <= 1)
		return each;
	return (each > 0 ? each : CHANGE_LEAST) * contestants->most_parts;
}

static bool
measure(
	const struct contest *contest, const struct contestants *contestants, char **folder, struct error *err)
{
	CLEANUP_FREE char *share = contest->suite ? NULL : places_share(err);
	CLEANUP_FREE char *standard = share ? text_format("%s/bench/release.ini", share) : NULL;
	CLEANUP_LIST struct list overrides = {0};
	CLEANUP_TEXT struct text go = {0};
	struct session session;

	if (!contest->suite && !share)
		return false;
	for (size_t i = 0; contest->overrides && contest->overrides[i]; i++)
		list_add(&overrides, contest->overrides[i]);
	append_go(contestants, &go);
	list_add(&overrides, text_string(&go));
	struct session_request request = {.path = contest->suite ? contest->suite : standard,
		.results_folder = contest->folder,
		.overrides = list_strings(&overrides),
		.repetitions = repetitions_of(contest, contestants),
		.shard = 1,
		.shards = 1,
		.quiet = contest->how.quiet};
	if (!session_open(&request, &session, err))
		return false;
	bool done = session_run(&session, &contest->how, err);
	*folder = memory_copy_text(session.results_folder);
	session_dispose(&session);
	return done;
}

static bool
add_side(const struct contestant *contestant, const char *folder, struct sides *sides, struct error *err)
{
	CLEANUP_TEXT struct text name = {0};
	char identity[HASH_TEXT_BYTES];

	text_append(&name, contestant->toolchain.version);
	if (contestant->parts > 1)
		text_append_format(&name, " #%zu", contestant->part + 1);
	return side_of_toolchain(sides,
		&(struct side_request){.folder = folder,
			.name = text_string(&name),
			.go_id = hash_format(identity, contestant->toolchain.identity),
			.part = contestant->part,
			.parts = contestant->parts},
		err);
}

bool
contest_run(const struct contest *contest, struct sides *sides, struct error *err)
{
	struct contestants contestants;
	CLEANUP_FREE char *folder = NULL;
	bool done = find_all(contest, &contestants, err) && measure(contest, &contestants, &folder, err);

	for (size_t i = 0; done && !contest->how.dry_run && i < contestants.count; i++)
		done = add_side(&contestants.items[i], folder, sides, err);
	contestants_dispose(&contestants);
	return done;
}
