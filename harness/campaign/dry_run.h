/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What would be done, told before anything is made.
 */
#ifndef GORGE_CAMPAIGN_DRY_RUN_H
#define GORGE_CAMPAIGN_DRY_RUN_H

#include "execute/session.h"

#include <stdio.h>

/* On stdout: every run, unsupported ones with why, how many cells which rule excludes, and what it all needs.
 */
bool dry_run_print(struct session *session, struct error *err);

/* One line: how many runs there are, what they are thought to need, and that up to `more` may follow. */
void print_estimate(const struct estimate *estimate, size_t runs, size_t more, FILE *out);

#endif
