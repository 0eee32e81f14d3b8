/* relais-answer.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-answer.h"
#include "relais-template.h"

static void
set_string (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL && value[0] != '\0')
    json_object_set_string_member (object, member, value);
}

/* "Morel, Camille" and "MOREL Camille" begin with the family name; the rest is how one greets. */
char *
relais_answer_first_name (const char *name)
{
  const char *comma = name != NULL ? strchr (name, ',') : NULL;
  g_auto(GStrv) words = NULL;

  if (name == NULL || strchr (name, '@') != NULL)
    return NULL;

  words = g_strsplit_set (comma != NULL ? comma + 1 : name, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *upper = g_utf8_strup (words[i], -1);
      gboolean title = g_str_has_suffix (words[i], ".");

      if (words[i][0] == '\0' || title)
        continue;
      /* A word all in capitals is the family name, unless there is no other. */
      if (g_utf8_strlen (words[i], -1) > 1 && g_str_equal (upper, words[i]) && comma == NULL &&
          words[i + 1] != NULL && words[i + 1][0] != '\0')
        continue;
      return g_strdup (words[i]);
    }

  return NULL;
}

/* See the header. */
JsonObject *
relais_answer_dup_data (RelaisKnowledge     *knowledge,
                        RelaisParsedMessage *message,
                        JsonObject          *fields,
                        const char          *language,
                        GDateTime           *now)
{
  const RelaisIdentity *me = relais_knowledge_get_me (knowledge);
  gboolean french = g_strcmp0 (language, "fr") == 0;
  const char *signature = french ? me->signature_fr : me->signature_en;
  const char *name = relais_parsed_message_get_from_name (message);
  g_autofree char *first_name = relais_answer_first_name (name);
  JsonObject *data = json_object_new ();
  JsonObject *sender = json_object_new ();
  JsonObject *own = json_object_new ();
  JsonObject *team = json_object_new ();
  gint64 date = relais_parsed_message_get_date (message);

  set_string (sender, "name", name);
  set_string (sender, "first_name", first_name);
  set_string (sender, "address", relais_parsed_message_get_from_address (message));
  set_string (own, "name", me->name);
  set_string (own, "address", me->address);
  /* Without a signature of one's own, the name is one; without a name, nothing stands there. */
  json_object_set_string_member (own, "signature", signature != NULL && signature[0] != '\0'
                                                   ? signature : (me->name != NULL ? me->name : ""));
  set_string (team, "name", me->team);

  json_object_set_string_member (data, "subject", relais_parsed_message_get_plain_subject (message));
  json_object_set_object_member (data, "sender", sender);
  json_object_set_object_member (data, "me", own);
  json_object_set_object_member (data, "team", team);
  json_object_set_int_member (data, "today", g_date_time_to_unix (now));
  json_object_set_int_member (data, "received", date > 0 ? date : g_date_time_to_unix (now));
  json_object_set_object_member (data, "fields", json_object_ref (fields));

  return data;
}

/* See the header. */
gboolean
relais_answer_is_variable (const char *name)
{
  static const char * const names[] = {
    "subject", "sender.name", "sender.first_name", "sender.address", "me.name", "me.address", "me.signature", "team.name",
    "today", "received", NULL,
  };

  return g_strv_contains (names, name);
}

/* What stood empty in a signature that says nothing is no hole. */
static gboolean
is_hole (const RelaisTemplateVariable *variable)
{
  return variable->required && !g_str_equal (variable->name, "me.signature");
}

static char *
expand (const char         *source,
        RelaisTemplateMode  mode,
        JsonObject         *data,
        const char         *language,
        GStrvBuilder       *missing)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisTemplate) template = relais_template_new (source, mode, &error);
  g_autoptr(GPtrArray) holes = NULL;
  char *text;

  if (template == NULL)
    {
      g_strv_builder_add (missing, "template");
      return g_strdup ("");
    }

  text = relais_template_expand (template, data, language, &holes, &error);
  if (text == NULL)
    {
      g_strv_builder_add (missing, "template");
      return g_strdup ("");
    }
  for (guint i = 0; i < holes->len; i++)
    if (is_hole (g_ptr_array_index (holes, i)))
      g_strv_builder_add (missing, ((const RelaisTemplateVariable *) g_ptr_array_index (holes, i))->name);

  return text;
}

/**
 * relais_answer_new:
 *
 * Returns: (transfer full): never %NULL; a template that does not expand gives an empty text with "template" missing
 */
RelaisAnswer *
relais_answer_new (RelaisKnowledge     *knowledge,
                   RelaisKind          *kind,
                   RelaisParsedMessage *message,
                   JsonObject          *fields,
                   const char          *language,
                   GDateTime           *now)
{
  g_autoptr(JsonObject) data = relais_answer_dup_data (knowledge, message, fields, language, now);
  g_autoptr(GStrvBuilder) missing = g_strv_builder_new ();
  RelaisAnswer *self = g_new0 (RelaisAnswer, 1);
  const char *used = relais_kind_has_template (kind, language) ? language : NULL;

  self->subject = expand (relais_kind_get_subject (kind, used), RELAIS_TEMPLATE_HEADER, data, language, missing);
  self->text = g_strchomp (expand (relais_kind_get_body (kind, used), RELAIS_TEMPLATE_TEXT, data, language, missing));
  self->missing = g_strv_builder_end (missing);

  return self;
}

void
relais_answer_free (RelaisAnswer *self)
{
  g_free (self->subject);
  g_free (self->text);
  g_strfreev (self->missing);
  g_free (self);
}
