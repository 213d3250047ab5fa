/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom a run died of, as words.
 */
#ifndef GORGE_PRESENT_REPORT_CULPRIT_WORDS_H
#define GORGE_PRESENT_REPORT_CULPRIT_WORDS_H

#include "record/ends/culprit.h"

/* Appends to what a row says of its end ("killed at its limit of 60.0 MB") who it was: " while compiling
 * example.com/big, last seen at 52 MB; beside it compile of example.com/other (14 MB)". Nothing when the run
 * was not cut short; that it cannot be told, where it cannot. */
void culprit_words(const struct culprit *culprit, struct text *text);

#endif
