/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measuring what would decide between laws: the rows of a results folder say at which further sizes of which
 * series (analyse/laws/law_plan.h), and those become the plan, in the place of the experiment's own cells.
 * Runs get the ids that an experiment which names these sizes would give them.
 */
#ifndef GORGE_CAMPAIGN_FILL_H
#define GORGE_CAMPAIGN_FILL_H

#include "execute/session.h"
#include "record/columns.h"

/* Replaces the plan of a session that was opened by `request`. Of a series whose law for `metric` is
 * undecided the cells are taken that differ from its measured ones in the size alone, as often as it takes
 * (or as the request's repetitions say), unless so many rows are there already. Without such a series the
 * plan is left without runs. Appends a line to the story for each undecided series, and each without a
 * law: what is measured of it, or why nothing is. Raises what keeps the rows from being read. */
bool fill_plan(const struct session_request *request, enum run_column metric, struct session *session,
	struct text *story, struct error *err);

#endif
