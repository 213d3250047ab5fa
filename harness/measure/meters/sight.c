/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/meters/sight.h"

#include "base/escape.h"
#include "base/memory.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/linux/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the next word begins, or NULL. */
static const char *
next_word(const struct text *words, const char *word)
{
	word += strlen(word) + 1;
	return word < words->data + words->length ? word : NULL;
}

static const char *
value_of_p(const struct text *words)
{
	for (const char *word = words->data; word; word = next_word(words, word))
		if (text_equal(word, "-p"))
			return next_word(words, word);
	return NULL;
}

/* Names come from other programs, and become parts of a list between semicolons. The caller frees it. */
static char *
list_name(const char *name, const char *forbidden)
{
	char shown[1024];

	(void)snprintf(shown, sizeof shown, "%s", name);
	escape_in_place(shown, sizeof shown);
	for (char *at = shown; *at; at++)
		if (strchr(forbidden, *at))
			*at = '_';
	return memory_copy_text(shown);
}

void
sight_name(struct sight *sight, const struct text *words, const char *import_path)
{
	const char *package = import_path;

	sight->tool = list_name(path_name(text_string(words)), " ;\t\n\r");
	if (!*package && (text_equal(sight->tool, "compile") || text_equal(sight->tool, "asm")))
		package = value_of_p(words);
	sight->package = list_name(package ? package : "", ";\t\n\r");
}

/* Measured times are without those of suspension, starts are counted with them. */
static uint64_t
without_suspension(uint64_t boot_ns)
{
	uint64_t suspended = clock_suspended_ns();

	return boot_ns > suspended ? boot_ns - suspended : 0;
}

static uint64_t
anon_of(pid_t pid)
{
	CLEANUP_CLOSE int statm = proc_open_statm(pid);
	uint64_t anon_bytes;

	return statm >= 0 && proc_read_anon(statm, &anon_bytes) ? anon_bytes : 0;
}

/* A process that ends meanwhile has no memory any more, and is left out. */
static bool
look(pid_t pid, struct sight *sight)
{
	CLEANUP_TEXT struct text words = {0}, import_path = {0};
	uint64_t tick_ns = proc_tick_ns();
	struct proc_stat stat;

	*sight = (struct sight){.pid = pid};
	if (!proc_read_stat(pid, &stat) || proc_is_dead(&stat) || !proc_read_words(pid, &words) ||
		!proc_read_peak(pid, &sight->peak_bytes))
		return false;
	(void)proc_read_variable(pid, "TOOLEXEC_IMPORTPATH", &import_path);
	sight->anon_bytes = anon_of(pid);
	sight->parent = stat.parent;
	sight->started_ns = without_suspension(stat.start_time * tick_ns);
	sight->user_ns = stat.user_ticks * tick_ns;
	sight->system_ns = stat.system_ticks * tick_ns;
	sight_name(sight, &words, text_string(&import_path));
	return true;
}

static void
take(int pid, void *context)
{
	struct sights *sights = context;
	struct sight sight;

	if (!look(pid, &sight))
		return;
	sights->items = memory_grow(sights->items, sights->count, &sights->capacity, sizeof *sights->items);
	sights->items[sights->count++] = sight;
}

void
sights_take(const struct meter *meter, struct meter_session *session, struct sights *sights)
{
	sights_dispose(sights);
	sights->at_ns = clock_now_ns();
	meter->each(session, take, sights);
}

void
sights_dispose(struct sights *sights)
{
	for (size_t i = 0; i < sights->count; i++) {
		free(sights->items[i].tool);
		free(sights->items[i].package);
	}
	free(sights->items);
	*sights = (struct sights){0};
}
