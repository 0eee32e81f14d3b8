/* relais-log.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on every message that this process logs, also those of libraries, loses its secrets and e-mail addresses before it is
 * written anywhere (relais-redactor.h). Once, first thing in main(): GLib takes one writer only. */
void relais_log_install (void);

G_END_DECLS
