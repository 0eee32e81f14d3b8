/* relais-dates-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finds dates and times as people write them in French and English. Any thread.
 *
 * @reference: when the message was written: "next Thursday" and dates without a year are counted from it, forwards
 *
 * Returns: (transfer full) (nullable): "2026-11-26" or "14:30", the first in the text
 */
char *relais_dates_find_date (const char *text,
                              const char *language,
                              GDateTime  *reference);
char *relais_dates_find_time (const char *text);

/* Whether @date ("2026-11-26") is one of the dates that the text means. */
gboolean relais_dates_has_date (const char *text,
                                const char *language,
                                GDateTime  *reference,
                                const char *date);

G_END_DECLS
