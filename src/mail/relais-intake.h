/* relais-intake.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-parsed-message.h"

G_BEGIN_DECLS

/* Sees every message of the watched folders exactly once, whatever the link and the server do.
 *
 * Identity: what a folder's summary says of a message (Message-ID, date, sender, subject, size) is hashed into a fingerprint. An
 * audit compares every UID of a folder with the placements in the database. A UID with its known fingerprint is old; a new UID whose
 * fingerprint belongs to a message that has lost its place is that message, moved or renumbered (new UIDVALIDITY); anything else is
 * new and becomes a row at stage "seen". Audits run at start, after each reconnection and after each burst of changes;
 * a message is then fetched, extracted, and stored together with the sink's row in one transaction (stage "extracted"),
 * so killing the process anywhere repeats at most the fetch.
 *
 * The first audit of an account takes mail older than the horizon as backlog: kept for search, and so that it can be judged on trial; nothing
 * is done about it.
 */
#define RELAIS_TYPE_INTAKE (relais_intake_get_type ())

G_DECLARE_FINAL_TYPE (RelaisIntake, relais_intake, RELAIS, INTAKE, GObject)

/**
 * RelaisIntakeSink:
 * @message: row in table message
 * @parsed: what was read in it
 *
 * @sent: it is ours, and lies in Sent
 *
 * Runs on the database's thread, in the transaction that makes the message "extracted". Not for backlog, nor for mail elsewhere that
 * only says that it is ours.
 */
typedef gboolean (*RelaisIntakeSink) (RelaisSql            *sql,
                                      gint64                message,
                                      RelaisParsedMessage  *parsed,
                                      gboolean              sent,
                                      gpointer              user_data,
                                      GError              **error);

/* Signals: "extracted" (gint64 message) after the commit; "failed" (gint64 message, const GError *); "indexed" after backlog or mail of
 * ours was kept; "placed" after messages were found at places that were not known, new ones and those that were moved. */
void       relais_intake_set_sink    (RelaisIntake     *self,
                                      RelaisIntakeSink  sink,
                                      gpointer          user_data);
void       relais_intake_set_horizon (RelaisIntake     *self,
                                      guint             days);

/* Resolves to the row (int64) of the message at that place, or NOT_FOUND. */
DexFuture *relais_intake_find        (RelaisIntake     *self,
                                      const char       *account,
                                      const char       *folder,
                                      const char       *uid);

/* Resolves to a boxed RelaisPlace: where a message lies now. */
#define RELAIS_TYPE_PLACE (relais_place_get_type ())
typedef struct
{
  char *account;
  char *folder;
  char *uid;
} RelaisPlace;

GType      relais_place_get_type     (void) G_GNUC_CONST;
DexFuture *relais_intake_locate      (RelaisIntake     *self,
                                      gint64            message);

/* Full text search. Resolves to a GBytes of gint64 rows in table message, at most @limit, the newest first. Every word must
 * occur; the last one may be unfinished. */
DexFuture *relais_intake_search      (RelaisIntake     *self,
                                      const char       *query,
                                      guint             limit);

/* Resolves to TRUE when every message seen so far is extracted. */
DexFuture *relais_intake_settled     (RelaisIntake     *self);

G_END_DECLS
