/* relais-judgment.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-judgment-private.h"

G_DEFINE_BOXED_TYPE (RelaisJudgeKind, relais_judge_kind, relais_judge_kind_ref,
                     relais_judge_kind_unref)
G_DEFINE_BOXED_TYPE (RelaisJudgment, relais_judgment, relais_judgment_ref, relais_judgment_unref)

static void
field_free (gpointer data)
{
  RelaisJudgeField *field = data;

  g_free (field->name);
  g_free (field->type);
  g_free (field->label);
  g_free (field);
}

static void
relais_judge_kind_clear (gpointer data)
{
  RelaisJudgeKind *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
}

RelaisJudgeKind *
relais_judge_kind_new (const char *id,
                       const char *name,
                       const char *description)
{
  RelaisJudgeKind *self = g_atomic_rc_box_new0 (RelaisJudgeKind);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->description = g_strdup (description);
  self->fields = g_ptr_array_new_with_free_func (field_free);

  return self;
}

RelaisJudgeKind *
relais_judge_kind_ref (RelaisJudgeKind *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
relais_judge_kind_unref (RelaisJudgeKind *self)
{
  g_atomic_rc_box_release_full (self, relais_judge_kind_clear);
}

void
relais_judge_kind_add_field (RelaisJudgeKind *self,
                             const char      *name,
                             const char      *type,
                             const char      *label)
{
  RelaisJudgeField *field = g_new0 (RelaisJudgeField, 1);

  field->name = g_strdup (name);
  field->type = g_strdup (type);
  field->label = g_strdup (label);
  g_ptr_array_add (self->fields, field);
}

static void
relais_judgment_clear (gpointer data)
{
  RelaisJudgment *self = data;

  g_free (self->kind);
  g_free (self->model);
  g_clear_pointer (&self->fields, json_object_unref);
  g_strfreev (self->dropped);
}

RelaisJudgment *
relais_judgment_new (void)
{
  RelaisJudgment *self = g_atomic_rc_box_new0 (RelaisJudgment);

  self->fields = json_object_new ();

  return self;
}

RelaisJudgment *
relais_judgment_ref (RelaisJudgment *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
relais_judgment_unref (RelaisJudgment *self)
{
  g_atomic_rc_box_release_full (self, relais_judgment_clear);
}

const char *
relais_judgment_get_kind (RelaisJudgment *self)
{
  return self->kind;
}

double
relais_judgment_get_confidence (RelaisJudgment *self)
{
  return self->confidence;
}

JsonObject *
relais_judgment_get_fields (RelaisJudgment *self)
{
  return self->fields;
}

const char * const *
relais_judgment_get_dropped (RelaisJudgment *self)
{
  return (const char * const *) self->dropped;
}

const char *
relais_judgment_get_model (RelaisJudgment *self)
{
  return self->model;
}

guint
relais_judgment_get_prompt_tokens (RelaisJudgment *self)
{
  return self->prompt_tokens;
}

guint
relais_judgment_get_completion_tokens (RelaisJudgment *self)
{
  return self->completion_tokens;
}

guint
relais_judgment_get_attempts (RelaisJudgment *self)
{
  return self->attempts;
}
