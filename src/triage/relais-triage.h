/* relais-triage.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-delivery.h"
#include "relais-kind-store.h"
#include "relais-knowledge.h"
#include "relais-mail.h"
#include "relais-mail-message.h"
#include "relais-model-judge.h"
#include "relais-progress.h"
#include "relais-proposal.h"
#include "relais-settings.h"
#include "relais-team.h"
#include "relais-triage-record.h"
#include "relais-verdict.h"

G_BEGIN_DECLS

/* Triage on real mail: every extracted message becomes a durable job, the job a decision, the decision a draft, a forward, a task or an
 * automatic answer, each step logged. The window and relaisctl stand on this object. Main thread; engines below do the work
 * elsewhere.
 *
 * Signals: "decided" (gint64 message), "answer-changed" (gint64 message), "trained", "failed" (gint64 message, const char *step),
 * "measured" when relais_triage_measure() may say something else.
 */
#define RELAIS_TYPE_TRIAGE (relais_triage_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTriage, relais_triage, RELAIS, TRIAGE, GObject)

/* Settings (table setting), with their defaults:
 *   triage.paused            false   automatic answers wait
 *   triage.confidence        0.90    below it nothing is answered by itself
 *   triage.per-person-day    1       automatic answers to a person per kind and day
 *   triage.per-day           200     automatic answers a day
 *   triage.bar               0.98    precision that "auto" must have earned
 *   triage.bar-messages      30      on at least so many messages
 *   triage.undo-seconds      10      between "Send" and sending
 *   model.enabled            false   whether messages may be sent to a model
 *   model.prefer             false   ask it always, not only when unsure
 *   me.name, me.team, me.signature-en, me.signature-fr
 */
RelaisTriage    *relais_triage_new             (RelaisDatabase    *database,
                                                RelaisJobQueue    *queue,
                                                RelaisSettings    *settings,
                                                RelaisMail        *mail,
                                                RelaisDeliveries  *deliveries,
                                                RelaisTeam        *team,
                                                RelaisKindStore   *kinds,
                                                const char        *folder);
DexFuture       *relais_triage_start           (RelaisTriage      *self);
DexFuture       *relais_triage_stop            (RelaisTriage      *self);

/* (nullable): who is asked when model.enabled; NULL: nobody is connected */
void             relais_triage_set_judge       (RelaisTriage      *self,
                                                RelaisModelJudge  *judge);
RelaisKnowledge *relais_triage_get_knowledge   (RelaisTriage      *self);

/* A row's triage state, for lists: filled in a moment later, in batches, and followed. (transfer full) */
RelaisTriageRow *relais_triage_dup_row         (RelaisTriage      *self,
                                                const char        *account,
                                                const char        *folder,
                                                const char        *uid);

/* Resolves to a RelaisTriageRecord: all there is to show about one message. */
DexFuture       *relais_triage_load            (RelaisTriage      *self,
                                                gint64             message);

/* What to list: -1, 0 and NULL ask nothing. */
typedef struct
{
  const char *query;      /* words, subject, sender: full text search */
  const char *kind;
  int         fate;
  gint64      member;
} RelaisTriageFilter;

/* Resolves to a GListStore of RelaisTriageRecord, newest first. */
DexFuture       *relais_triage_list            (RelaisTriage             *self,
                                                const RelaisTriageFilter *filter,
                                                guint                     limit);

/* The user says what it is (NULL: none of these). Learned, decided again. Resolves to what taking it back goes back to (int64). */
DexFuture       *relais_triage_correct         (RelaisTriage      *self,
                                                gint64             message,
                                                const char        *kind);
/* Takes the last correction of that message back. @former: what relais_triage_correct() resolved to: what the user said of it before
 * counts again; 0: nothing, it is judged as if nobody had said anything. */
DexFuture       *relais_triage_uncorrect       (RelaisTriage      *self,
                                                gint64             message,
                                                gint64             former);
DexFuture       *relais_triage_retry           (RelaisTriage      *self,
                                                gint64             message);

/* The answer. Saving keeps it as a draft; sending queues it with the undo delay; both refuse a stale one. */
DexFuture       *relais_triage_save_answer     (RelaisTriage      *self,
                                                gint64             answer,
                                                const char        *recipient,
                                                const char        *subject,
                                                const char        *text);
DexFuture       *relais_triage_send_answer     (RelaisTriage      *self,
                                                gint64             answer);
DexFuture       *relais_triage_undo_send       (RelaisTriage      *self,
                                                gint64             answer);
/* How long a mail waits, and can be taken back, after "Send": 0 to 60 */
guint            relais_triage_get_undo_seconds (RelaisTriage     *self);
DexFuture       *relais_triage_discard_answer  (RelaisTriage      *self,
                                                gint64             answer,
                                                gboolean           discard);

/* A reply that no kind proposed; resolves to the new answer's row (int64), a draft. */
DexFuture       *relais_triage_start_answer    (RelaisTriage      *self,
                                                gint64             message);

/* Passes the message on, with a note, as a draft that is sent at once with the undo delay. Resolves to the answer (int64). */
DexFuture       *relais_triage_forward         (RelaisTriage      *self,
                                                gint64             message,
                                                gint64             member,
                                                const char        *note);
/* Who sees to it: 0: nobody. Resolves to who did before (int64), to take it back. */
DexFuture       *relais_triage_assign          (RelaisTriage      *self,
                                                gint64             message,
                                                gint64             member);
DexFuture       *relais_triage_set_done        (RelaisTriage      *self,
                                                gint64             message,
                                                gboolean           done);
DexFuture       *relais_triage_polish          (RelaisTriage      *self,
                                                gint64             answer);

/* Rules. Resolves to a GListModel of RelaisRule / to the row. */
DexFuture       *relais_triage_list_rules      (RelaisTriage      *self);
DexFuture       *relais_triage_save_rule       (RelaisTriage      *self,
                                                gint64             id,
                                                JsonNode          *definition);
DexFuture       *relais_triage_remove_rule     (RelaisTriage      *self,
                                                gint64             id);

/* Rules are tried in this order; those not named come last. Resolves when it is so. */
DexFuture       *relais_triage_sort_rules      (RelaisTriage      *self,
                                                const gint64      *ids,
                                                guint              n_ids);

/* What needs somebody: resolves to a GListModel of RelaisTriageRecord. */
typedef enum
{
  RELAIS_TODAY_WAITING,      /* answers to approve */
  RELAIS_TODAY_TASKS,
  RELAIS_TODAY_UNANSWERED,   /* of a kind that wants an answer, two days old */
  RELAIS_TODAY_AUTOMATIC,    /* done by itself since yesterday */
  RELAIS_TODAY_FAILED,       /* bounced, refused, uncertain */
} RelaisTodayGroup;

DexFuture       *relais_triage_list_today      (RelaisTriage      *self,
                                                RelaisTodayGroup   group,
                                                guint              limit);

/* What the proposal (nullable: the workspace as it is) would have done with past mail, beside what was done, or would be without the rule
 * that is tried; mail from before Relais is among it.
 * Resolves to a GListModel of RelaisTrial. */
DexFuture       *relais_triage_try_on_past     (RelaisTriage      *self,
                                                RelaisProposal    *proposal,
                                                guint              limit,
                                                RelaisProgress    *progress);

/* How far a kind is from earning "auto", as last measured: resolves to a RelaisAutonomy (boxed). */
DexFuture       *relais_triage_measure         (RelaisTriage      *self,
                                                const char        *kind);

/* A dead job, of whatever kind, that a person saw: done again with what belongs to it, or given up. */
DexFuture       *relais_triage_retry_job       (RelaisTriage      *self,
                                                RelaisJob         *job);
DexFuture       *relais_triage_discard_job     (RelaisTriage      *self,
                                                RelaisJob         *job);

/* Resolves to TRUE when every message known is decided and nothing waits to be trained. */
DexFuture       *relais_triage_settled         (RelaisTriage      *self);

G_END_DECLS
