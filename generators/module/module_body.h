/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands between the header and the entry of a module's file: declarations made of statements, picked
 * at random from the snippets.
 */
#ifndef GORGE_GENERATORS_MODULE_BODY_H
#define GORGE_GENERATORS_MODULE_BODY_H

#include "generators/module/module_composer.h"

static inline void
module_set_word(struct module_composer *composer, char hole, const struct go_name *name)
{
	composer->fill.words[(unsigned char)hole] = go_name_word(name);
}

static inline void
module_put(struct module_composer *composer, const struct go_snippet *snippet, struct go_source *source)
{
	go_snippet_put(&composer->snippets->library, snippet, &composer->fill, source);
}

static inline void
module_put_part(struct module_composer *composer, enum module_part part, struct go_source *source)
{
	module_put(composer, &composer->snippets->parts[part], source);
}

/* New words and numbers for the holes. */
static inline void
module_draw_words(struct module_composer *composer)
{
	go_fill_draw(&composer->fill, &composer->snippets->library, &composer->random);
}

/* Draws a new local name for $x, to be used in blocks of that depth. Names come back only after 8,192
 * statements, far outside any block. */
void module_next_local(struct module_composer *composer, unsigned depth);

/* Lets $Q$C be a file of a package and returns its form; `import` is NULL for the current package. */
unsigned module_name_other(
	struct module_composer *composer, const struct module_import *import, uint64_t file);
/* Names one of a package's `files` at random and returns the call of it for a block of that depth. */
const struct go_snippet *module_call_other(
	struct module_composer *composer, const struct module_import *import, uint64_t files, unsigned depth);

/* fill->special of a composer: statements, blocks and rows. */
void module_put_special(struct go_fill *fill, struct go_source *source, char hole, unsigned depth);

/* One generic declaration. */
void module_put_generic(struct module_composer *composer);
/* Declarations until the file has about the wanted number of lines. */
void module_put_declarations(struct module_composer *composer, uint64_t lines, bool generic);

#endif
