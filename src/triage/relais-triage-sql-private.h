/* relais-triage-sql-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-guard.h"
#include "relais-outgoing.h"
#include "relais-sql.h"
#include "relais-triage-record.h"
#include "relais-verdict.h"

G_BEGIN_DECLS

/* What triage reads and writes in the database; its thread, inside the caller's transaction. */

/**
 * RelaisTriageInput:
 * @parsed: the message as it was read, from what was kept at intake: nothing is fetched again
 * @received: ms
 */
typedef struct
{
  gatomicrefcount      ref_count;
  gint64               message;
  char                *account;
  gint64               received;
  RelaisParsedMessage *parsed;
} RelaisTriageInput;

#define RELAIS_TYPE_TRIAGE_INPUT (relais_triage_input_get_type ())
GType              relais_triage_input_get_type (void) G_GNUC_CONST;
RelaisTriageInput *relais_triage_input_ref      (RelaisTriageInput   *self);
void               relais_triage_input_unref    (RelaisTriageInput   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisTriageInput, relais_triage_input_unref)

/* NOT_FOUND when there is no such message, or it was not extracted yet. */
RelaisTriageInput *relais_triage_sql_load_input (RelaisSql           *sql,
                                                 gint64               message,
                                                 GError             **error);
GPtrArray         *relais_triage_sql_load_past  (RelaisSql           *sql,
                                                 guint                limit,
                                                 GError             **error);

/**
 * RelaisTriageDecision:
 * @sender_name: whose name the answer carries
 * @own_address: of the account
 * @asked: (nullable): the model that was asked, for the log, or in technical words why it gave nothing
 * @asked_why: (nullable): why it gave nothing, as relais_triage_log_name_failure() names it
 * @source: (nullable): the message itself, for a forward that a rule allows
 * @first_only: a message that was judged meanwhile is left as it is: a job that was interrupted after its effect, and before its end
 * @guard: (out)
 * @queued: (out): something was queued: wake the queue
 *
 * All that is written when a message was judged.
 */
typedef struct
{
  RelaisTriageInput *input;
  RelaisVerdict     *verdict;
  RelaisLimits       limits;
  char              *sender_name;
  char              *own_address;
  char              *asked;
  const char        *asked_why;
  GBytes            *source;
  gboolean           first_only;
  RelaisGuard        guard;
  gboolean           queued;
} RelaisTriageDecision;

gboolean           relais_triage_sql_decide     (RelaisSql            *sql,
                                                 RelaisTriageDecision *decision,
                                                 GError              **error);

/* The log of triage. @member: names and strings, NULL at the end; a NULL string is left out */
gboolean           relais_triage_log_add        (RelaisSql            *sql,
                                                 gint64                message,
                                                 const char           *step,
                                                 const char           *outcome,
                                                 gboolean              attention,
                                                 GError              **error,
                                                 const char           *member,
                                                 ...) G_GNUC_NULL_TERMINATED;
const char        *relais_triage_log_name_failure (const GError       *error);

/* How the model was asked, and what held an automatic answer back: with attention when somebody has to do something, once. */
gboolean           relais_triage_log_asked      (RelaisSql            *sql,
                                                 RelaisTriageDecision *decision,
                                                 GError              **error);
gboolean           relais_triage_log_held       (RelaisSql            *sql,
                                                 RelaisTriageDecision *decision,
                                                 GError              **error);

/* It was judged: what needed somebody before is over, and so is the job that could not do it. */
gboolean           relais_triage_log_settle     (RelaisSql            *sql,
                                                 gint64                message,
                                                 GError              **error);

/* A mail of ours made from an answer. @source: (nullable): attached as the forwarded message. */
RelaisOutgoing    *relais_triage_make_outgoing  (RelaisTriageInput    *input,
                                                 const char           *sender_name,
                                                 const char           *own_address,
                                                 const char           *recipient,
                                                 const char           *subject,
                                                 const char           *text,
                                                 gboolean              automatic,
                                                 GBytes               *source,
                                                 GError              **error);

/* Queues an answer that is a draft; RELAIS_TRIAGE_ERROR_STALE when it no longer is. */
gboolean           relais_triage_sql_queue      (RelaisSql            *sql,
                                                 gint64                answer,
                                                 RelaisOutgoing       *outgoing,
                                                 gint64                message,
                                                 gint64                not_before,
                                                 GError              **error);

/* An answer that was queued is a draft again. */
gboolean           relais_triage_sql_make_draft (RelaisSql            *sql,
                                                 gint64                answer,
                                                 gint64                message,
                                                 GError              **error);

/* That somebody answered "message" with a mail of their own, in whatever program. */
#define RELAIS_TRIAGE_SQL_ANSWERED \
  "EXISTS (SELECT 1 FROM message AS reply WHERE reply.in_reply_to <> '' AND reply.in_reply_to = message.message_id " \
  "AND reply.outgoing AND NOT reply.automatic)"

/* Then a proposal would be a second answer. */
gboolean           relais_triage_sql_was_answered (RelaisSql          *sql,
                                                 gint64                message,
                                                 gboolean             *answered,
                                                 GError              **error);

/* Nothing when there is no such message any more. @step: what the log calls it */
gboolean           relais_triage_sql_set_done   (RelaisSql            *sql,
                                                 gint64                message,
                                                 gboolean              done,
                                                 const char           *step,
                                                 GError              **error);

/* What was answered elsewhere is done, which "committed" of the database tells of under this topic. */
#define RELAIS_TRIAGE_SETTLED "triage:settled"

gboolean           relais_triage_sql_settle_answered (RelaisSql       *sql,
                                                 gint64                message,
                                                 GError              **error);

/* @reply: a mail in Sent. What it answers is done, when that waits with a proposal. */
gboolean           relais_triage_sql_settle_question (RelaisSql       *sql,
                                                 gint64                reply,
                                                 GError              **error);

/* (element-type RelaisTriageRecord) @where: a constant; @types and what follows its values */
GPtrArray         *relais_triage_sql_records    (RelaisSql            *sql,
                                                 GError              **error,
                                                 const char           *where,
                                                 gint64                value,
                                                 guint                 limit);

G_END_DECLS
