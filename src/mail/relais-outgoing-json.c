/* relais-outgoing-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-outgoing-private.h"

/* What is read here was written by us, perhaps by an older version, perhaps damaged: each value passes the same setters as if
 * somebody had typed it. */

static const char * const kinds[] = { "to", "cc", "bcc" };
static const char * const origins[] = { "personal", "auto-replied", "auto-generated" };

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == RELAIS_RECIPIENT_BCC + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (origins) == RELAIS_OUTGOING_AUTO_GENERATED + 1);

static void
set_optional (JsonBuilder *builder,
              const char  *member,
              const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
add_mailbox (JsonBuilder           *builder,
             const RelaisRecipient *mailbox)
{
  json_builder_begin_object (builder);
  set_optional (builder, "name", mailbox->name);
  set_optional (builder, "address", mailbox->address);
  json_builder_end_object (builder);
}

static void
add_recipients (JsonBuilder    *builder,
                RelaisOutgoing *self)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      json_builder_set_member_name (builder, kinds[kind]);
      json_builder_begin_array (builder);
      for (guint i = 0; i < self->recipients->len; i++)
        {
          RelaisRecipient *recipient = self->recipients->pdata[i];

          if (recipient->kind == kind)
            add_mailbox (builder, recipient);
        }
      json_builder_end_array (builder);
    }
}

static void
add_files (JsonBuilder    *builder,
           RelaisOutgoing *self)
{
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->files->len; i++)
    {
      RelaisOutgoingFile *file = self->files->pdata[i];
      /* A file name need not be UTF-8, JSON must be. */
      g_autofree char *uri = g_filename_to_uri (file->path, NULL, NULL);

      json_builder_begin_object (builder);
      set_optional (builder, "uri", uri);
      set_optional (builder, "name", file->name);
      set_optional (builder, "media_type", file->media_type);
      set_optional (builder, "content_id", file->content_id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* FALSE with @error set when the member is there and is no string. */
static gboolean
get_string (JsonObject  *object,
            const char  *member,
            const char **value,
            GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *value = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "%s: not a string", member);
      return FALSE;
    }
  *value = json_node_get_string (node);

  return TRUE;
}

/* The objects of an array; NULL with @error set when it holds anything else. */
static GPtrArray *
get_objects (JsonObject  *object,
             const char  *member,
             GError     **error)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        array = NULL;
      else
        g_ptr_array_add (objects, json_node_get_object (element));
    }

  if (node != NULL && array == NULL)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "%s: not a list of objects", member);
      return NULL;
    }

  return g_steal_pointer (&objects);
}

static gboolean
read_mailbox (JsonObject  *object,
              const char **name,
              const char **address,
              GError     **error)
{
  if (!get_string (object, "name", name, error) || !get_string (object, "address", address, error))
    return FALSE;

  if (*address == NULL)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "address: missing");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_people (RelaisOutgoing  *self,
             JsonObject      *object,
             GError         **error)
{
  JsonNode *from = json_object_get_member (object, "from");
  const char *name, *address;

  if (from != NULL)
    {
      if (!JSON_NODE_HOLDS_OBJECT (from))
        {
          g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "from: not an object");
          return FALSE;
        }
      if (!read_mailbox (json_node_get_object (from), &name, &address, error) ||
          !relais_outgoing_set_from (self, name, address, error))
        return FALSE;
    }

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autoptr(GPtrArray) people = get_objects (object, kinds[kind], error);

      if (people == NULL)
        return FALSE;
      for (guint i = 0; i < people->len; i++)
        if (!read_mailbox (people->pdata[i], &name, &address, error) ||
            !relais_outgoing_add_recipient (self, kind, name, address, error))
          return FALSE;
    }

  return TRUE;
}

static gboolean
read_thread (RelaisOutgoing  *self,
             JsonObject      *object,
             GError         **error)
{
  JsonNode *node = json_object_get_member (object, "references");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) references = NULL;
  const char *in_reply_to;

  if (!get_string (object, "in_reply_to", &in_reply_to, error))
    return FALSE;

  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
    }
  references = g_strv_builder_end (builder);

  return in_reply_to == NULL ||
         relais_outgoing_set_reply (self, in_reply_to, (const char * const *) references, error);
}

static gboolean
read_content (RelaisOutgoing  *self,
              JsonObject      *object,
              GError         **error)
{
  const char *subject, *text, *html, *origin, *forwarded;

  if (!get_string (object, "subject", &subject, error) ||
      !get_string (object, "text", &text, error) ||
      !get_string (object, "html", &html, error) ||
      !get_string (object, "origin", &origin, error) ||
      !get_string (object, "forwarded", &forwarded, error) ||
      !relais_outgoing_set_subject (self, subject != NULL ? subject : "", error) ||
      !relais_outgoing_set_text (self, text, error) ||
      !relais_outgoing_set_html (self, html, error))
    return FALSE;

  for (guint i = 0; origin != NULL && i < G_N_ELEMENTS (origins); i++)
    if (g_str_equal (origin, origins[i]))
      relais_outgoing_set_origin (self, i);

  if (forwarded != NULL)
    {
      gsize length;
      guchar *data = g_base64_decode (forwarded, &length);
      g_autoptr(GBytes) source = g_bytes_new_take (data, length);

      return relais_outgoing_set_forwarded (self, source, error);
    }

  return TRUE;
}

static gboolean
read_files (RelaisOutgoing  *self,
            JsonObject      *object,
            GError         **error)
{
  g_autoptr(GPtrArray) files = get_objects (object, "files", error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const char *uri, *name, *media_type, *content_id;
      g_autofree char *path = NULL;

      if (!get_string (files->pdata[i], "uri", &uri, error) ||
          !get_string (files->pdata[i], "name", &name, error) ||
          !get_string (files->pdata[i], "media_type", &media_type, error) ||
          !get_string (files->pdata[i], "content_id", &content_id, error))
        return FALSE;

      path = uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
      if (path == NULL)
        {
          g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "file: no path");
          return FALSE;
        }

      if (content_id != NULL
          ? !relais_outgoing_add_inline (self, path, content_id, media_type, error)
          : !relais_outgoing_add_file (self, path, name, media_type, error))
        return FALSE;
    }

  return files != NULL;
}

/**
 * relais_outgoing_to_json:
 *
 * Returns: (transfer full): all of it, with its Message-ID; files by their place only
 */
JsonNode *
relais_outgoing_to_json (RelaisOutgoing *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), NULL);

  json_builder_begin_object (builder);
  set_optional (builder, "account", self->account);
  set_optional (builder, "message_id", self->message_id);
  set_optional (builder, "subject", self->subject);
  if (self->from.address != NULL)
    {
      json_builder_set_member_name (builder, "from");
      add_mailbox (builder, &self->from);
    }
  add_recipients (builder, self);
  set_optional (builder, "text", self->text);
  set_optional (builder, "html", self->html);
  set_optional (builder, "in_reply_to", self->in_reply_to);
  json_builder_set_member_name (builder, "references");
  json_builder_begin_array (builder);
  for (guint i = 0; self->references != NULL && self->references[i] != NULL; i++)
    json_builder_add_string_value (builder, self->references[i]);
  json_builder_end_array (builder);
  set_optional (builder, "origin", origins[self->origin]);
  add_files (builder, self);
  if (self->forwarded != NULL)
    {
      gsize length;
      const guchar *data = g_bytes_get_data (self->forwarded, &length);
      g_autofree char *base64 = g_base64_encode (data, length);

      set_optional (builder, "forwarded", base64);
    }
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

/**
 * relais_outgoing_new_from_json:
 * @node: of relais_outgoing_to_json()
 * @error: %RELAIS_MAIL_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the same mail, with the same Message-ID
 */
RelaisOutgoing *
relais_outgoing_new_from_json (JsonNode  *node,
                               GError   **error)
{
  g_autoptr(RelaisOutgoing) self = NULL;
  const char *account, *message_id;
  JsonObject *object;

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "mail: not an object");
      return NULL;
    }
  object = json_node_get_object (node);

  if (!get_string (object, "account", &account, error) || !get_string (object, "message_id", &message_id, error))
    return NULL;
  if (account == NULL || message_id == NULL)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "mail: no account or no Message-ID");
      return NULL;
    }

  self = relais_outgoing_new (account);
  if (!read_people (self, object, error) ||
      !read_content (self, object, error) ||
      !read_thread (self, object, error) ||
      !read_files (self, object, error) ||
      !relais_outgoing_set_message_id (self, message_id, error))
    return NULL;

  return g_steal_pointer (&self);
}
