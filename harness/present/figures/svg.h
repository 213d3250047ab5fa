/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GORGE_PRESENT_FIGURES_SVG_H
#define GORGE_PRESENT_FIGURES_SVG_H

#include "base/text.h"

/* Takes out of an SVG that gnuplot wrote what draws nothing: groups without content, a third of a sheet of
 * many small panels. */
void svg_compact(const char *svg, struct text *compact);

#endif
