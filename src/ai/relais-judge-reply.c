/* relais-judge-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-evidence-private.h"
#include "relais-judge-reply-private.h"
#include "relais-net-error.h"

static const RelaisJudgeKind *
find_kind (GPtrArray  *kinds,
           const char *id)
{
  for (guint i = 0; i < kinds->len; i++)
    {
      const RelaisJudgeKind *kind = g_ptr_array_index (kinds, i);

      if (g_str_equal (kind->id, id))
        return kind;
    }

  return NULL;
}

static const RelaisJudgeField *
find_field (const RelaisJudgeKind *kind,
            const char            *name)
{
  for (guint i = 0; kind != NULL && i < kind->fields->len; i++)
    {
      const RelaisJudgeField *field = g_ptr_array_index (kind->fields, i);

      if (g_str_equal (field->name, name))
        return field;
    }

  return NULL;
}

/* What of @value the message itself says, or NULL. */
static char *
find_value (RelaisEvidence         *evidence,
            const RelaisJudgeField *field,
            const char             *value,
            GDateTime              *written)
{
  char *found = relais_evidence_find (evidence, value);

  if (found == NULL && g_str_equal (field->type, "date") &&
      relais_evidence_has_date (evidence, value, written))
    found = g_strdup (value);

  return found;
}

static gboolean
refuse (GError     **error,
        const char  *why)
{
  g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_INVALID_REPLY, "%s", why);

  return FALSE;
}

/* Takes over the fields that stand in the message. A field that the kind does not have makes the
 * whole reply wrong; a value that the message does not hold is only left out. */
static gboolean
take_fields (RelaisJudgment         *judgment,
             const RelaisJudgeKind  *kind,
             JsonArray              *fields,
             RelaisEvidence         *evidence,
             GDateTime              *written,
             GError                **error)
{
  g_autoptr(GStrvBuilder) dropped = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *reply = json_array_get_object_element (fields, i);
      const RelaisJudgeField *field = find_field (kind,
                                                  json_object_get_string_member (reply, "name"));
      const char *value = json_object_get_string_member (reply, "value");
      g_autofree char *found = NULL;

      if (field == NULL)
        return refuse (error, "a field does not belong to the kind");
      if (!g_hash_table_add (seen, field->name))
        return refuse (error, "a field is there twice");

      found = find_value (evidence, field, value, written);
      if (found != NULL && *found != '\0')
        json_object_set_string_member (judgment->fields, field->name, found);
      else
        g_strv_builder_add (dropped, field->name);
    }

  judgment->dropped = g_strv_builder_end (dropped);
  if (judgment->dropped[0] != NULL)
    g_info ("%u fields of a model's reply do not stand in the message",
            g_strv_length (judgment->dropped));

  return TRUE;
}

RelaisJudgment *
relais_judge_read (GPtrArray        *kinds,
                   const char       *text,
                   GDateTime        *written,
                   RelaisChatReply  *reply,
                   GError          **error)
{
  g_autoptr(RelaisJudgment) judgment = relais_judgment_new ();
  g_autoptr(RelaisEvidence) evidence = relais_evidence_new (text);
  JsonObject *object = json_node_get_object (relais_chat_reply_get_json (reply));
  const RelaisJudgeKind *kind = find_kind (kinds, json_object_get_string_member (object, "kind"));

  /* The schema allows no other word than those of the kinds and "none". */
  judgment->kind = kind != NULL ? g_strdup (kind->id) : NULL;
  judgment->confidence = json_object_get_double_member (object, "confidence");
  judgment->model = g_strdup (relais_chat_reply_get_model (reply));

  if (!take_fields (judgment, kind, json_object_get_array_member (object, "fields"), evidence,
                    written, error))
    return NULL;

  return g_steal_pointer (&judgment);
}
