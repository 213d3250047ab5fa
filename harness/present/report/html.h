/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markdown to a page of HTML that stands alone, by cmark-gfm.
 */
#ifndef GORGE_PRESENT_REPORT_HTML_H
#define GORGE_PRESENT_REPORT_HTML_H

#include "base/text.h"

/* Appends a whole document. Raw HTML in the Markdown is left out, since results may come from anywhere. */
void html_from_markdown(const char *markdown, const char *title, struct text *html);
/* Appends a text with & < > " written out. */
void html_escape(const char *string, struct text *html);

#endif
