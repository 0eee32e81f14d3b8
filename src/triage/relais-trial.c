/* relais-trial.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-json.h"
#include "relais-triage-record-private.h"

struct _RelaisTrial
{
  GObject          parent_instance;

  gint64           message;
  char            *sender;    /* (owned) */
  char            *subject;   /* (owned) */
  RelaisTrialSide  before;
  RelaisTrialSide  after;
  gboolean         decided;
  gboolean         answered;
};

G_DEFINE_FINAL_TYPE (RelaisTrial, relais_trial, G_TYPE_OBJECT)

static void
relais_trial_finalize (GObject *object)
{
  RelaisTrial *self = RELAIS_TRIAL (object);

  g_free (self->sender);
  g_free (self->subject);
  g_free (self->before.kind);
  g_free (self->before.rule);
  g_free (self->after.kind);
  g_free (self->after.rule);

  G_OBJECT_CLASS (relais_trial_parent_class)->finalize (object);
}

static void
relais_trial_class_init (RelaisTrialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_trial_finalize;
}

static void
relais_trial_init (RelaisTrial *self)
{
}

static void
read_verdict (RelaisTrialSide *side,
              RelaisVerdict   *verdict)
{
  RelaisKind *kind = relais_verdict_get_kind (verdict);
  const RelaisPerson *person = relais_verdict_get_person (verdict);
  RelaisRule *rule = relais_verdict_get_rule (verdict);

  side->kind = kind != NULL ? g_strdup (relais_kind_get_id (kind)) : NULL;
  side->action = relais_verdict_get_action (verdict);
  side->member = person != NULL ? person->id : 0;
  side->rule = rule != NULL ? g_strdup (relais_rule_get_name (rule)) : NULL;
}

/* See the private header. Returns: (transfer full) */
RelaisTrial *
relais_trial_new (RelaisTriageRecord *before,
                  gboolean            answered,
                  RelaisVerdict      *without,
                  RelaisVerdict      *after)
{
  RelaisTrial *self = g_object_new (RELAIS_TYPE_TRIAL, NULL);
  const RelaisTriageValues *values = relais_triage_record_get_values (before);

  self->message = values->message;
  self->sender = g_strdup (values->sender[0] != '\0' ? values->sender : values->address);
  self->subject = g_strdup (values->subject);
  self->decided = without != NULL || values->source != NULL;
  self->answered = answered;
  if (without != NULL)
    {
      read_verdict (&self->before, without);
    }
  else
    {
      self->before.kind = g_strdup (values->kind);
      self->before.action = values->action;
      self->before.member = values->person;
      self->before.rule = g_strdup (relais_json_get_string (values->record, "rule", NULL));
    }
  read_verdict (&self->after, after);

  return self;
}

gboolean
relais_trial_is_different (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), FALSE);

  return g_strcmp0 (self->before.kind, self->after.kind) != 0 || self->before.action != self->after.action ||
         self->before.member != self->after.member;
}

gint64
relais_trial_get_message (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), 0);

  return self->message;
}

gboolean
relais_trial_was_decided (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), FALSE);

  return self->decided;
}

gboolean
relais_trial_was_answered (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), FALSE);

  return self->answered;
}

const char *
relais_trial_get_sender (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), NULL);

  return self->sender;
}

const char *
relais_trial_get_subject (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), NULL);

  return self->subject;
}

const RelaisTrialSide *
relais_trial_get_before (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), NULL);

  return &self->before;
}

const RelaisTrialSide *
relais_trial_get_after (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), NULL);

  return &self->after;
}
