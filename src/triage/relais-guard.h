/* relais-guard.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-sql.h"
#include "relais-triage-record.h"
#include "relais-verdict.h"

G_BEGIN_DECLS

/* What stands between a verdict and a mail that no person approved (RFC 3834, and the user's own limits). */
typedef enum
{
  RELAIS_GUARD_ALLOWED,
  RELAIS_GUARD_PAUSED,          /* the user paused automatic answers */
  RELAIS_GUARD_AUTOMATIC,       /* auto-submitted mail, a bounce or a report */
  RELAIS_GUARD_LIST,
  RELAIS_GUARD_NO_REPLY,        /* nobody reads that address, or it is our own */
  RELAIS_GUARD_CONFIDENCE,
  RELAIS_GUARD_INCOMPLETE,      /* the answer has holes */
  RELAIS_GUARD_SAME_DAY,        /* that person had an automatic answer of this kind today */
  RELAIS_GUARD_DAILY_TOTAL,
  RELAIS_GUARD_NOT_EARNED,      /* the kind's precision is below the bar */
  RELAIS_GUARD_BACKLOG,         /* it was there before Relais was */
  RELAIS_GUARD_PERSON,          /* a person is looking at it: they send */
} RelaisGuard;

/**
 * RelaisLimits:
 * @confidence: 0 to 1
 * @per_person_day: automatic answers to one person for one kind in 24 hours
 * @per_day: automatic answers in 24 hours
 * @bar: precision to earn, 0 to 1
 * @bar_messages: on how many messages
 * @since: ms; mail received before is never answered by itself
 */
typedef struct
{
  gboolean paused;
  double   confidence;
  guint    per_person_day;
  guint    per_day;
  double   bar;
  guint    bar_messages;
  gint64   since;
} RelaisLimits;

/* Database thread, in the transaction that would queue the answer: two messages at once cannot both be the last allowed. */
gboolean    relais_guard_check     (RelaisSql            *sql,
                                    const RelaisLimits   *limits,
                                    RelaisVerdict        *verdict,
                                    RelaisParsedMessage  *message,
                                    const char           *own_address,
                                    gint64                received,
                                    RelaisGuard          *guard,
                                    GError              **error);

/* The same for a forward that a rule allows to leave by itself. What machines said is passed on, for it is often the point, but no bounce and no
 * absence, nor what @recipient sent: two mailboxes must never feed each other. */
gboolean    relais_guard_check_forward (RelaisSql            *sql,
                                        const RelaisLimits   *limits,
                                        RelaisVerdict        *verdict,
                                        RelaisParsedMessage  *message,
                                        const char           *recipient,
                                        gint64                received,
                                        RelaisGuard          *guard,
                                        GError              **error);

/* How far @kind has come to earning its autonomy: what past answers prove (relais-proof.h), as it was last measured, and the corrections as they
 * are now: a message of which anything but a person said @kind, and a person something else, counts against it at once. */
gboolean    relais_guard_measure   (RelaisSql            *sql,
                                    const RelaisLimits   *limits,
                                    const char           *kind,
                                    RelaisAutonomy       *autonomy,
                                    GError              **error);
const char *relais_guard_to_string (RelaisGuard           guard);

G_END_DECLS
