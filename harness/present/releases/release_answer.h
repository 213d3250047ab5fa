/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one sentence of a comparison: whether the last release is worse than the one before it, and by what.
 */
#ifndef GORGE_PRESENT_RELEASES_RELEASE_ANSWER_H
#define GORGE_PRESENT_RELEASES_RELEASE_ANSWER_H

#include "analyse/compare/releases.h"
#include "base/text.h"

/* "1.27.4 is worse than 1.26.8 by more than 3%: largest compile of 2 cells, most state_machine states=200
 * +41% (72 MB to 101 MB); ...", or that it is not, or that it cannot be told, with how often to measure. Ends
 * the line. */
void release_answer(const struct releases *releases, struct text *text);

#endif
