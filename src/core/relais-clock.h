/* relais-clock.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Wall clock time as the database keeps it: milliseconds since 1970-01-01 00:00 UTC. Any thread. */
gint64 relais_clock_now     (void);

/* For tests: the clock stands still at @now until it is moved or let go. Timers that already run do not notice. */
void   relais_clock_freeze  (gint64 now);
void   relais_clock_advance (gint64 milliseconds);
void   relais_clock_thaw    (void);

G_END_DECLS
