/* relais-triage-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-record-private.h"

struct _RelaisTriageRecord
{
  GObject            parent_instance;

  RelaisTriageValues values;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisTriageRecord, relais_triage_record, G_TYPE_OBJECT)

static void
relais_triage_record_finalize (GObject *object)
{
  RelaisTriageValues *values = &RELAIS_TRIAGE_RECORD (object)->values;

  g_free (values->account);
  g_strfreev (values->attachments);
  g_free (values->sender);
  g_free (values->address);
  g_free (values->subject);
  g_free (values->text);
  g_free (values->language);
  g_free (values->kind);
  g_free (values->source);
  g_clear_pointer (&values->fields, json_object_unref);
  g_clear_pointer (&values->record, json_object_unref);
  g_free (values->answer_state);
  g_free (values->answer_purpose);
  g_free (values->answer_recipient);
  g_free (values->answer_subject);
  g_free (values->answer_text);

  G_OBJECT_CLASS (relais_triage_record_parent_class)->finalize (object);
}

static void
relais_triage_record_class_init (RelaisTriageRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_triage_record_finalize;
}

static void
relais_triage_record_init (RelaisTriageRecord *self)
{
  self->values.delivery = -1;
}

/* Returns: (transfer full): to be filled through its values, then given away */
RelaisTriageRecord *
relais_triage_record_new (void)
{
  return g_object_new (RELAIS_TYPE_TRIAGE_RECORD, NULL);
}

RelaisTriageValues *
relais_triage_record_get_values (RelaisTriageRecord *self)
{
  return &self->values;
}

gint64
relais_triage_record_get_message (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), 0);

  return self->values.message;
}

const char *
relais_triage_record_get_sender (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.sender;
}

const char *
relais_triage_record_get_address (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.address;
}

const char *
relais_triage_record_get_subject (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.subject;
}

const char *
relais_triage_record_get_text (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.text;
}

const char *
relais_triage_record_get_language (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.language;
}

gint64
relais_triage_record_get_date (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), 0);

  return self->values.date;
}

const char *
relais_triage_record_get_kind (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.kind;
}

double
relais_triage_record_get_confidence (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), 0);

  return self->values.confidence;
}

const char *
relais_triage_record_get_source (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.source;
}

RelaisFate
relais_triage_record_get_fate (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), RELAIS_FATE_UNKNOWN);

  return self->values.fate;
}

gint64
relais_triage_record_get_member (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), 0);

  return self->values.member;
}

JsonObject *
relais_triage_record_get_fields (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.fields;
}

JsonObject *
relais_triage_record_get_record (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.record;
}

gint64
relais_triage_record_get_answer (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), 0);

  return self->values.answer;
}

const char *
relais_triage_record_get_answer_state (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.answer_state;
}

const char *
relais_triage_record_get_answer_purpose (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.answer_purpose;
}

const char *
relais_triage_record_get_answer_recipient (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.answer_recipient;
}

const char *
relais_triage_record_get_answer_subject (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.answer_subject;
}

const char *
relais_triage_record_get_answer_text (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.answer_text;
}

int
relais_triage_record_get_delivery (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), -1);

  return self->values.delivery;
}

gboolean
relais_triage_record_is_automatic (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), FALSE);

  return self->values.automatic;
}

const char *
relais_triage_record_get_account (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return self->values.account;
}

RelaisAction
relais_triage_record_get_action (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), RELAIS_ACTION_NONE);

  return self->values.action;
}

const char * const *
relais_triage_record_get_attachments (RelaisTriageRecord *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_RECORD (self), NULL);

  return (const char * const *) self->values.attachments;
}
