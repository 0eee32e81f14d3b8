/* captured-log.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From here on every log message of this process, debug included, is kept as well as written.
 * Once, at the start of main(). */
void     captured_log_start    (void);
gboolean captured_log_contains (const char *text);
gsize    captured_log_size     (void);

G_END_DECLS
