/* relais-event-log.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-database.h"

G_BEGIN_DECLS

/* What happened to each message, step by step: table "event". No message content: what a message was about is looked up
 * where the message is.
 *
 * Signals of the log, after the event is on the disk: "added" (gint64 id) for each, "attention" (gint64 id) for those
 * that somebody should look at. */
#define RELAIS_TYPE_EVENT (relais_event_get_type ())
#define RELAIS_TYPE_EVENT_LOG (relais_event_log_get_type ())

G_DECLARE_FINAL_TYPE (RelaisEvent, relais_event, RELAIS, EVENT, GObject)
G_DECLARE_FINAL_TYPE (RelaisEventLog, relais_event_log, RELAIS, EVENT_LOG, GObject)

/**
 * RelaisEventQuery:
 * @message: only of this message; 0: of all
 * @text: (nullable): only where the step, the detail, or the message's subject or sender contains it
 * @steps: (nullable): with @text, these as well: what the person reads is translated, what is kept is not
 * @kinds: (nullable): with @text, those that name one of these kinds of request as well
 * @attention: only those that somebody should look at
 * @before: only older than the event with this id (the last of the page before); 0: from the newest
 * @limit: how many at most
 */
typedef struct
{
  gint64      message;
  const char *text;
  const char * const *steps;
  const char * const *kinds;
  gboolean    attention;
  gint64      before;
  guint       limit;
} RelaisEventQuery;

RelaisEventLog *relais_event_log_new     (RelaisDatabase          *database);

/* Resolves to a GListModel of RelaisEvent, the newest first. */
DexFuture      *relais_event_log_search  (RelaisEventLog          *self,
                                          const RelaisEventQuery  *query);

/* Somebody looked. Resolves to TRUE. */
DexFuture      *relais_event_log_dismiss (RelaisEventLog          *self,
                                          gint64                   id);

/* Inside a transaction. @message: 0 for what belongs to none. @outcome: "ok", "info" or "failed". @detail: (nullable):
 * a JSON object without message content. */
gboolean        relais_event_add         (RelaisSql               *sql,
                                          gint64                   message,
                                          const char              *step,
                                          const char              *outcome,
                                          JsonNode                *detail,
                                          gboolean                 attention,
                                          GError                 **error);

/* Inside a transaction. What needed somebody about this message was seen to. */
gboolean        relais_event_settle      (RelaisSql               *sql,
                                          gint64                   message,
                                          GError                 **error);

gint64          relais_event_get_id        (RelaisEvent *self);
gint64          relais_event_get_time      (RelaisEvent *self);
/* 0: none */
gint64          relais_event_get_message   (RelaisEvent *self);
const char     *relais_event_get_step      (RelaisEvent *self);
const char     *relais_event_get_outcome   (RelaisEvent *self);
JsonObject     *relais_event_get_detail    (RelaisEvent *self);
gboolean        relais_event_get_attention (RelaisEvent *self);
/* Of the message; empty when there is none. For the person who looks, not for logs. */
const char     *relais_event_get_subject   (RelaisEvent *self);
const char     *relais_event_get_sender    (RelaisEvent *self);

G_END_DECLS
