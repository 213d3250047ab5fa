/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A group for a program that gorge did not write, which measures nothing: whatever it starts stays in it, and
 * can be found there when gorge is dead too.
 */
#ifndef GORGE_PLATFORM_HOLD_H
#define GORGE_PLATFORM_HOLD_H

struct hold;

/* NULL where no group is to be had: what a program leaves is then found by its descent and its mark alone. */
struct hold *hold_open(void);
/* Kills what is in it and removes it; fine for NULL. */
void hold_close(struct hold *hold);

#endif
