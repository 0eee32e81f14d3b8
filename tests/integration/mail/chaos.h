/* chaos.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* tests/lib/chaos-proxy.py as a child of the test. Blocking calls; a failure fails the test. */
typedef struct _Chaos Chaos;

Chaos *chaos_new      (guint       upstream_port);
void   chaos_free     (Chaos      *chaos);
guint  chaos_get_port (Chaos      *chaos);
void   chaos_order    (Chaos      *chaos,
                       const char *order);

G_END_DECLS
