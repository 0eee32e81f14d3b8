/* relais-trial.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-record-private.h"

struct _RelaisTrial
{
  GObject       parent_instance;

  gint64        message;
  char         *sender;    /* (owned) */
  char         *subject;   /* (owned) */
  char         *before;    /* (owned) (nullable) */
  char         *after;     /* (owned) (nullable) */
  RelaisAction  action;
  char         *answer;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisTrial, relais_trial, G_TYPE_OBJECT)

static void
relais_trial_finalize (GObject *object)
{
  RelaisTrial *self = RELAIS_TRIAL (object);

  g_free (self->sender);
  g_free (self->subject);
  g_free (self->before);
  g_free (self->after);
  g_free (self->answer);

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

/* Returns: (transfer full) */
RelaisTrial *
relais_trial_new (gint64        message,
                  const char   *sender,
                  const char   *subject,
                  const char   *before,
                  const char   *after,
                  RelaisAction  action,
                  const char   *answer)
{
  RelaisTrial *self = g_object_new (RELAIS_TYPE_TRIAL, NULL);

  self->message = message;
  self->sender = g_strdup (sender);
  self->subject = g_strdup (subject);
  self->before = g_strdup (before);
  self->after = g_strdup (after);
  self->action = action;
  self->answer = g_strdup (answer);

  return self;
}

gboolean
relais_trial_is_different (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), FALSE);

  return g_strcmp0 (self->before, self->after) != 0;
}

gint64
relais_trial_get_message (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), 0);

  return self->message;
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

const char *
relais_trial_get_before (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), NULL);

  return self->before;
}

const char *
relais_trial_get_after (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), NULL);

  return self->after;
}

RelaisAction
relais_trial_get_action (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), RELAIS_ACTION_NONE);

  return self->action;
}

const char *
relais_trial_get_answer (RelaisTrial *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAL (self), NULL);

  return self->answer;
}
