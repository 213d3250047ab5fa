/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A comparison of releases as people read it in one screen.
 */
#ifndef GORGE_PRESENT_RELEASES_RELEASE_SUMMARY_H
#define GORGE_PRESENT_RELEASES_RELEASE_SUMMARY_H

#include "analyse/compare/releases.h"
#include "present/page.h"

struct summary_style {
	struct page_style page;
	bool all; /* nothing folded into counts */
};

/* Appends: by each judged metric the cells that changed (with more than two releases, their history), growth
 * laws, the geometric means, and the answer. */
void release_summary(const struct releases *releases, const struct summary_style *style, struct text *text);

#endif
