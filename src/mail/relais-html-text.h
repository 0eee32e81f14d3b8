/* relais-html-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * relais_html_to_text:
 * @html: (array length=length): UTF-8; invalid bytes are replaced
 * @length: in bytes, or -1 when @html ends with NUL; at most 1 MiB is read
 * @ranges: (out) (optional) (transfer full) (element-type RelaisQuoteRange): the containers that mail
 *   programs make for quotes, forwards and signatures, as ranges of the returned text
 *
 * Makes readable plain text: paragraphs apart, list items with "- " or their number, table rows on
 * one line with tabs between cells, links by their text only (an address behind it helps nobody who
 * reads). What a reader would not see is left out: head, scripts, styles, `hidden`, display:none,
 * visibility:hidden, font-size:0, preheaders, images. When nothing at all is left the alternative
 * texts of images are taken. No-break spaces become spaces; zero-width characters and soft hyphens go.
 *
 * No recursion, bounded in time and memory on hostile input; any thread.
 *
 * Returns: (transfer full): valid UTF-8 with '\n' line ends, no trailing spaces, "" at worst
 */
char *relais_html_to_text (const char *html,
                           gssize length,
                           GArray **ranges);

G_END_DECLS
