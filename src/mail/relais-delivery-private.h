/* relais-delivery-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-delivery.h"
#include "relais-mail-private.h"
#include "relais-mail-send-private.h"
#include "relais-spool-private.h"

G_BEGIN_DECLS

#define RELAIS_JOB_KIND_SEND "mail.send"
#define RELAIS_JOB_KIND_COPY "mail.copy"

struct _RelaisDeliveries
{
  GObject         parent_instance;

  RelaisMail     *mail;          /* (nullable) weak: it owns what we need, and may own us */
  RelaisDatabase *database;      /* (owned) */
  RelaisJobQueue *queue;         /* (owned) */
  gulong          committed_id;
  gulong          died_id;
  gulong          job_changed_id;
  RelaisSpool    *spool;         /* (owned) (nullable) NULL without a mail service: then files stay where they lie */
  guint           recheck_ms;    /* how long after the first look Sent is looked at again */
};

/* Immutable. */
struct _RelaisDelivery
{
  GObject              parent_instance;

  gint64               id;
  RelaisDeliveryState  state;
  char                *message_id;  /* (owned) */
  char                *detail;      /* (owned) */
  int                  cause;
  gint64               updated;
};

/* The column "detail": JSON, "" when there is nothing to say.
 *
 *   {"text": "…", "cause": 4, "again": true, "recipients": [{"address": "…", "action": "failed", "text": "…"}]}
 *
 * "again": a person wants it sent although it may have been. */

const char          *relais_delivery_state_to_string   (RelaisDeliveryState   state);
gboolean             relais_delivery_state_from_string (const char           *text,
                                                        RelaisDeliveryState  *state);

/* For the person; (transfer full). */
char                *relais_delivery_detail_to_text    (const char           *detail);

/* On the database's thread. A state is set only when the present one is in @from: names with commas around, ",queued,sent,".
 * @changed: (out) (optional) */
gboolean             relais_delivery_sql_set           (RelaisSql            *sql,
                                                        gint64                id,
                                                        const char           *from,
                                                        RelaisDeliveryState   state,
                                                        const char           *detail,
                                                        gboolean             *changed,
                                                        GError              **error);

/* Its job died without an end of its own: it was tried too often. */
gboolean             relais_delivery_sql_give_up       (RelaisSql            *sql,
                                                        gint64                id,
                                                        const char           *detail,
                                                        GError              **error);

/* In relais-delivery-event.c; database thread. Tells the new @state of a delivery in the log. @message: what it answers, or 0;
 * @gave_up: FAILED without a refusal */
gboolean             relais_delivery_event_state       (RelaisSql            *sql,
                                                        gint64                delivery,
                                                        gint64                message,
                                                        RelaisDeliveryState   state,
                                                        gboolean              gave_up,
                                                        GError              **error);
/* RelaisSqlFunc; data: a gint64 of ours, the delivery whose copy is in Sent. */
gboolean             relais_delivery_event_copied      (RelaisSql            *sql,
                                                        gpointer              data,
                                                        GValue               *result,
                                                        GError              **error);

/* A row as the handlers need it; boxed. */
typedef struct
{
  gint64               id;
  RelaisDeliveryState  state;
  gint64               job;
  gboolean             again;
  gint64               updated;
  char                *payload;   /* (owned) (nullable) of its job */
} RelaisDeliveryRow;

GType                relais_delivery_row_get_type      (void) G_GNUC_CONST;
void                 relais_delivery_row_free          (RelaisDeliveryRow    *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisDeliveryRow, relais_delivery_row_free)

/* RelaisSqlFuncs; data: a gint64 of ours. The first gives a RelaisDeliveryRow, the others a RelaisDelivery. */
gboolean             relais_delivery_sql_row           (RelaisSql            *sql,
                                                        gpointer              data,
                                                        GValue               *result,
                                                        GError              **error);
gboolean             relais_delivery_sql_get           (RelaisSql            *sql,
                                                        gpointer              data,
                                                        GValue               *result,
                                                        GError              **error);
gboolean             relais_delivery_sql_find          (RelaisSql            *sql,
                                                        gpointer              data,
                                                        GValue               *result,
                                                        GError              **error);
gboolean             relais_delivery_sql_for_reply     (RelaisSql            *sql,
                                                        gpointer              data,
                                                        GValue               *result,
                                                        GError              **error);
gboolean             relais_delivery_sql_cancel        (RelaisSql            *sql,
                                                        gpointer              data,
                                                        GValue               *result,
                                                        GError              **error);
gboolean             relais_delivery_sql_retry         (RelaisSql            *sql,
                                                        gpointer              data,
                                                        GValue               *result,
                                                        GError              **error);

/* How a try ended. @with_copy: a copy belongs into Sent, at @copy_after at the earliest */
typedef struct
{
  gint64               id;
  RelaisDeliveryState  state;
  char                *detail;
  gboolean             with_copy;
  gint64               copy_after;
} RelaisDeliveryRecord;

/* Main thread. The copies in @account of the message that @answer replies to get \Answered (RFC 9051, section 2.3.2): whoever shares the
 * mailbox sees it. Called when the answer is sent, and again when its copy is kept, in case the program ends between. The @first time
 * they are read as well, when a person sent it. */
void                 relais_delivery_mark_answered     (RelaisDatabase             *database,
                                                        RelaisMailAccount          *account,
                                                        RelaisOutgoing             *answer,
                                                        gboolean                    first);

/* Copies @record and writes it in one transaction. Resolves to TRUE. */
DexFuture           *relais_delivery_record_write      (RelaisDatabase             *database,
                                                        const RelaisDeliveryRecord *record);

/* @reply, @refused: (nullable): of RelaisSendNotes. @cause: see relais_delivery_get_cause(). (transfer full) */
char                *relais_delivery_make_detail       (const char           *reply,
                                                        const char           *refused,
                                                        int                   cause,
                                                        gboolean              again);

/* What the handlers of the queue do; @user_data: the RelaisDeliveries. */
DexFuture           *relais_delivery_handle_send       (RelaisJob            *job,
                                                        gpointer              user_data);
DexFuture           *relais_delivery_handle_copy       (RelaisJob            *job,
                                                        gpointer              user_data);

/* For tests. */
void                 relais_deliveries_set_recheck     (RelaisDeliveries     *self,
                                                        guint                 milliseconds);

G_END_DECLS
