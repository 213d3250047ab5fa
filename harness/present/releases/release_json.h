/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A comparison of releases for scripts.
 */
#ifndef GORGE_PRESENT_RELEASES_RELEASE_JSON_H
#define GORGE_PRESENT_RELEASES_RELEASE_JSON_H

#include "analyse/compare/releases.h"

/* All of it, unrounded. The caller frees the text. */
char *release_json(const struct releases *releases);

#endif
