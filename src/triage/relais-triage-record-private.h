/* relais-triage-record-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-triage-record.h"
#include "relais-verdict.h"

G_BEGIN_DECLS

/* What the lists and cards show, as the database gives it. */
typedef struct
{
  gint64       message;
  gint64       date;
  char        *account;
  char       **attachments;
  RelaisAction action;
  char        *sender;
  char        *address;
  char        *subject;
  char        *text;
  char        *language;
  char        *kind;
  double       confidence;
  char        *source;
  RelaisFate   fate;
  gint64       member;
  gint64       person;   /* whom the decision named */
  JsonObject  *fields;
  JsonObject  *record;
  gint64       answer;
  char        *answer_state;
  char        *answer_purpose;
  char        *answer_recipient;
  char        *answer_subject;
  char        *answer_text;
  gboolean     automatic;
  int          delivery;
} RelaisTriageValues;

RelaisTriageRecord       *relais_triage_record_new        (void);
RelaisTriageValues       *relais_triage_record_get_values (RelaisTriageRecord *self);
RelaisTriageRow          *relais_triage_row_new           (void);
void                      relais_triage_row_set           (RelaisTriageRow    *self,
                                                           gint64              message,
                                                           const char         *kind,
                                                           double              confidence,
                                                           RelaisFate          fate,
                                                           int                 delivery,
                                                           gint64              member);
/* @answered: a reply of ours lies in Sent; @without: (nullable): what to compare with instead of what was decided */
RelaisTrial              *relais_trial_new                (RelaisTriageRecord *before,
                                                           gboolean            answered,
                                                           RelaisVerdict      *without,
                                                           RelaisVerdict      *after);

G_END_DECLS
