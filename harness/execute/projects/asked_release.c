/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/asked_release.h"
#include "base/memory.h"
#include "execute/projects/mod_file.h"
#include "toolchain/release.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_THAT_SWITCHES = 21 };

/* The newest so far. */
struct asked {
	struct release release;
	bool newer; /* than the one on PATH */
};

/* "1.24" is a language; its first release is 1.24.0. */
static bool
parse(const char *name, struct release *release)
{
	struct error none = ERROR_INIT;
	CLEANUP_FREE char *first = text_format("%s.0", name);

	if (release_parse(name, release, &none))
		return true;
	error_clear(&none);
	return release_parse(first, release, &none);
}

static void
ask_for(struct asked *asked, const char *name)
{
	struct release release;

	if (!parse(name, &release) || release_compare(&release, &asked->release) <= 0)
		return;
	asked->release = release;
	asked->newer = true;
}

static void
take_line(const struct list *words, void *context)
{
	if (words->count >= 2 && (text_equal(words->items[0], "go") || text_equal(words->items[0], "toolchain")))
		ask_for(context, words->items[1]);
}

char *
asked_release(const char *mod, const char *gotoolchain, const char *host)
{
	CLEANUP_FREE char *named = memory_copy_text(gotoolchain);
	char *suffix = strchr(named, '+'), name[RELEASE_TEXT_BYTES];
	struct asked asked = {0};
	bool switches = text_equal(gotoolchain, "auto") || *gotoolchain == '\0' || suffix;

	if (suffix)
		*suffix = '\0';
	/* a development tree is newer than all that there are; go commands before 1.21 know of no other */
	if (!parse(host, &asked.release) || asked.release.minor < FIRST_THAT_SWITCHES)
		return memory_copy_text("host");
	if (text_starts_with(named, "go1") && parse(named, &asked.release))
		asked.newer = true;
	if (switches)
		mod_file_each(mod, take_line, &asked);
	return memory_copy_text(asked.newer ? release_format(name, &asked.release) : "host");
}
