/* relais-triage-record.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-delivery.h"
#include "relais-kind.h"
#include "relais-parsed-message.h"

G_BEGIN_DECLS

/* What a list row says about a message: signal "changed" when anything of it did. Kind is an id; words for people are chosen in the
 * window. */
#define RELAIS_TYPE_TRIAGE_ROW (relais_triage_row_get_type ())
#define RELAIS_TYPE_TRIAGE_RECORD (relais_triage_record_get_type ())
#define RELAIS_TYPE_TRIAL (relais_trial_get_type ())
#define RELAIS_TYPE_AUTONOMY (relais_autonomy_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTriageRow, relais_triage_row, RELAIS, TRIAGE_ROW, GObject)
G_DECLARE_FINAL_TYPE (RelaisTriageRecord, relais_triage_record, RELAIS, TRIAGE_RECORD, GObject)
G_DECLARE_FINAL_TYPE (RelaisTrial, relais_trial, RELAIS, TRIAL, GObject)

/* What became of a message, the one word of a row. */
typedef enum
{
  RELAIS_FATE_UNKNOWN,       /* not looked at: backlog, another folder, still being read */
  RELAIS_FATE_NONE,          /* none of the kinds */
  RELAIS_FATE_DRAFT,         /* an answer waits for approval */
  RELAIS_FATE_QUEUED,        /* approved, leaves in a moment */
  RELAIS_FATE_ANSWERED,      /* sent by a person */
  RELAIS_FATE_AUTOMATIC,     /* sent by itself */
  RELAIS_FATE_FORWARDED,
  RELAIS_FATE_ASSIGNED,      /* somebody has it */
  RELAIS_FATE_TASK,
  RELAIS_FATE_DONE,
  RELAIS_FATE_IGNORED,
  RELAIS_FATE_BOUNCED,       /* our answer came back */
  RELAIS_FATE_FAILED,        /* needs somebody: sending or triage failed */
} RelaisFate;

gint64               relais_triage_row_get_message       (RelaisTriageRow    *self);
const char          *relais_triage_row_get_kind          (RelaisTriageRow    *self);
double               relais_triage_row_get_confidence    (RelaisTriageRow    *self);
RelaisFate           relais_triage_row_get_fate          (RelaisTriageRow    *self);
/* As relais_triage_record_get_delivery() */
int                  relais_triage_row_get_delivery      (RelaisTriageRow    *self);
gint64               relais_triage_row_get_member        (RelaisTriageRow    *self);

/* A snapshot of everything about one message. */
gint64               relais_triage_record_get_message    (RelaisTriageRecord *self);
const char          *relais_triage_record_get_account    (RelaisTriageRecord *self);

/* Names of its files, ends with NULL */
const char * const  *relais_triage_record_get_attachments (RelaisTriageRecord *self);
RelaisAction         relais_triage_record_get_action     (RelaisTriageRecord *self);
const char          *relais_triage_record_get_sender     (RelaisTriageRecord *self);
const char          *relais_triage_record_get_address    (RelaisTriageRecord *self);
const char          *relais_triage_record_get_subject    (RelaisTriageRecord *self);
const char          *relais_triage_record_get_text       (RelaisTriageRecord *self);
const char          *relais_triage_record_get_language   (RelaisTriageRecord *self);
gint64               relais_triage_record_get_date       (RelaisTriageRecord *self);
const char          *relais_triage_record_get_kind       (RelaisTriageRecord *self);
double               relais_triage_record_get_confidence (RelaisTriageRecord *self);
const char          *relais_triage_record_get_source     (RelaisTriageRecord *self);
RelaisFate           relais_triage_record_get_fate       (RelaisTriageRecord *self);
gint64               relais_triage_record_get_member     (RelaisTriageRecord *self);
JsonObject          *relais_triage_record_get_fields     (RelaisTriageRecord *self);
JsonObject          *relais_triage_record_get_record     (RelaisTriageRecord *self);

/* The answer or forward that is proposed or was sent; 0: none */
gint64               relais_triage_record_get_answer     (RelaisTriageRecord *self);
const char          *relais_triage_record_get_answer_state     (RelaisTriageRecord *self);
const char          *relais_triage_record_get_answer_purpose   (RelaisTriageRecord *self);
const char          *relais_triage_record_get_answer_recipient (RelaisTriageRecord *self);
const char          *relais_triage_record_get_answer_subject   (RelaisTriageRecord *self);
const char          *relais_triage_record_get_answer_text      (RelaisTriageRecord *self);
gboolean             relais_triage_record_is_automatic         (RelaisTriageRecord *self);

/* The RelaisDeliveryState of the answer; -1 when nothing was sent */
int                  relais_triage_record_get_delivery         (RelaisTriageRecord *self);

/* A past message, judged again: what was decided then, what would be now. Of mail from before Relais nothing was decided.
 * When a rule is tried: what would be without it, of any mail, and what would be with it. */
typedef struct
{
  char         *kind;     /* (owned) (nullable): an id; NULL: none of the kinds */
  RelaisAction  action;
  gint64        member;   /* 0: nobody */
  char         *rule;     /* (owned) (nullable): the name of the rule that decided */
} RelaisTrialSide;

gint64               relais_trial_get_message            (RelaisTrial        *self);
const char          *relais_trial_get_sender             (RelaisTrial        *self);
const char          *relais_trial_get_subject            (RelaisTrial        *self);
const RelaisTrialSide *relais_trial_get_before           (RelaisTrial        *self);

/* Whether anything was decided, and else whether the person answered it themselves. */
gboolean             relais_trial_was_decided            (RelaisTrial        *self);
gboolean             relais_trial_was_answered           (RelaisTrial        *self);
const RelaisTrialSide *relais_trial_get_after            (RelaisTrial        *self);

/* Another kind, another action or another person than was decided; not another rule that says the same. Of what was not decided: something
 * rather than nothing. */
gboolean             relais_trial_is_different           (RelaisTrial        *self);

/**
 * RelaisAutonomy:
 * @messages: past messages of the kind whose outcome is known: the person's answer could be compared with the kinds' answers, or they corrected
 *   the kind
 * @right: those for which the kind was right
 * @unclear: past messages of the kind that the person answered in words that agree with no kind's answer; not among @messages
 * @precision: right / messages, 0 without messages
 * @earned: whether the user's bar is reached
 */
typedef struct
{
  guint    messages;
  guint    right;
  guint    unclear;
  double   precision;
  double   bar;
  guint    bar_messages;
  gboolean earned;
} RelaisAutonomy;

GType                relais_autonomy_get_type            (void) G_GNUC_CONST;

G_END_DECLS
