/* relais-event-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-event-log.h"

G_BEGIN_DECLS

/* What relais_event_new_from_row() reads, in its order, of event AS e and message AS m. */
#define RELAIS_EVENT_COLUMNS \
  "e.id, e.time, e.message, e.step, e.outcome, e.detail, e.attention, " \
  "coalesce (m.subject, ''), coalesce (nullif (m.sender_name, ''), m.sender_address, '')"

RelaisEvent *relais_event_new_from_row (RelaisRows *rows);

G_END_DECLS
