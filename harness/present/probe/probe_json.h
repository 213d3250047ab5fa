/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that `gorge probe` knows, for programs.
 */
#ifndef GORGE_PRESENT_PROBE_PROBE_JSON_H
#define GORGE_PRESENT_PROBE_PROBE_JSON_H

#include "present/probe/probe_screen.h"

/* An object: what was found of the user's, every column of the run's row, the moment of the peak, and every
 * tool, package and module in several majors. The caller frees the text. */
char *probe_json(const struct probed *probed, const struct probe_title *title);

#endif
