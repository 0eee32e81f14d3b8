/* relais-outgoing.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-outgoing.h"

#include "relais-address-private.h"
#include "relais-outgoing-private.h"

/* More than anybody writes by hand, little enough for a queue's row and a server's patience. */
#define MAX_NAME 256
#define MAX_SUBJECT 1000
#define MAX_BODY (8 * 1024 * 1024)
#define MAX_RECIPIENTS 500
#define MAX_REFERENCES 20

/* Until From is set, and never on the wire (RFC 2606). */
#define NO_DOMAIN "relais.invalid"

G_DEFINE_FINAL_TYPE (RelaisOutgoing, relais_outgoing, G_TYPE_OBJECT)

static gboolean
invalid (GError     **error,
         const char  *field,
         const char  *fault)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "%s: %s", field, fault);

  return FALSE;
}

static void
recipient_free (gpointer data)
{
  RelaisRecipient *self = data;

  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

static gboolean
check_mailbox (const char  *field,
               const char  *name,
               const char  *address,
               char       **clean_name,
               char       **clean_address,
               GError     **error)
{
  g_autofree char *stripped = NULL;

  if (name != NULL)
    {
      if (!relais_header_check (field, name, MAX_NAME, error))
        return FALSE;
      stripped = g_strstrip (g_strdup (name));
    }

  *clean_address = relais_mail_address_normalize (address, error);
  if (*clean_address == NULL)
    {
      g_prefix_error (error, "%s: ", field);
      return FALSE;
    }

  *clean_name = stripped != NULL && *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;

  return TRUE;
}

/* Adds an id if it can be written and is not there yet. */
static void
add_reference (GPtrArray  *list,
               const char *id)
{
  if (relais_message_id_is_valid (id) &&
      !g_ptr_array_find_with_equal_func (list, id, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (id));
}

static void
relais_outgoing_finalize (GObject *object)
{
  RelaisOutgoing *self = RELAIS_OUTGOING (object);

  g_free (self->account);
  g_free (self->message_id);
  g_free (self->from.name);
  g_free (self->from.address);
  g_ptr_array_unref (self->recipients);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->html);
  g_free (self->in_reply_to);
  g_strfreev (self->references);
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->forwarded, g_bytes_unref);

  G_OBJECT_CLASS (relais_outgoing_parent_class)->finalize (object);
}

static void
relais_outgoing_class_init (RelaisOutgoingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_outgoing_finalize;
}

static void
relais_outgoing_init (RelaisOutgoing *self)
{
  g_autofree char *local = relais_message_id_random ();

  self->message_id = g_strconcat (local, "@" NO_DOMAIN, NULL);
  self->subject = g_strdup ("");
  self->recipients = g_ptr_array_new_with_free_func (recipient_free);
  self->files = g_ptr_array_new_with_free_func (relais_outgoing_file_free);
}

RelaisOutgoing *
relais_outgoing_new (const char *account)
{
  RelaisOutgoing *self;

  g_return_val_if_fail (account != NULL, NULL);

  self = g_object_new (RELAIS_TYPE_OUTGOING, NULL);
  self->account = g_strdup (account);

  return self;
}

const char *
relais_outgoing_get_account (RelaisOutgoing *self)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), NULL);

  return self->account;
}

const char *
relais_outgoing_get_message_id (RelaisOutgoing *self)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), NULL);

  return self->message_id;
}

const char *
relais_outgoing_get_in_reply_to (RelaisOutgoing *self)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), NULL);

  return self->in_reply_to;
}

const char *
relais_outgoing_get_subject (RelaisOutgoing *self)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), NULL);

  return self->subject;
}

/**
 * relais_outgoing_dup_recipients:
 *
 * Returns: (transfer full): the addresses of all kinds, each once
 */
char **
relais_outgoing_dup_recipients (RelaisOutgoing *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), NULL);

  for (guint i = 0; i < self->recipients->len; i++)
    g_strv_builder_add (builder, ((RelaisRecipient *) self->recipients->pdata[i])->address);

  return g_strv_builder_end (builder);
}

gboolean
relais_outgoing_set_from (RelaisOutgoing  *self,
                          const char      *name,
                          const char      *address,
                          GError         **error)
{
  g_autofree char *clean_name = NULL;
  g_autofree char *clean_address = NULL;
  g_autofree char *message_id = NULL;
  const char *domain;

  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  if (!check_mailbox ("From", name, address, &clean_name, &clean_address, error))
    return FALSE;

  g_set_str (&self->from.name, clean_name);
  g_set_str (&self->from.address, clean_address);

  /* An address literal is no id-right that every program reads. */
  domain = strrchr (clean_address, '@') + 1;
  message_id = g_strdup_printf ("%.*s@%s", (int) strcspn (self->message_id, "@"), self->message_id,
                                *domain == '[' ? NO_DOMAIN : domain);
  g_set_str (&self->message_id, message_id);

  return TRUE;
}

gboolean
relais_outgoing_add_recipient (RelaisOutgoing       *self,
                               RelaisRecipientKind   kind,
                               const char           *name,
                               const char           *address,
                               GError              **error)
{
  static const char * const fields[] = { "To", "Cc", "Bcc" };
  g_autofree char *clean_name = NULL;
  g_autofree char *clean_address = NULL;
  RelaisRecipient *recipient;

  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);
  g_return_val_if_fail (kind <= RELAIS_RECIPIENT_BCC, FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  if (self->recipients->len >= MAX_RECIPIENTS)
    return invalid (error, fields[kind], "too many recipients");
  if (!check_mailbox (fields[kind], name, address, &clean_name, &clean_address, error))
    return FALSE;

  for (guint i = 0; i < self->recipients->len; i++)
    if (g_ascii_strcasecmp (((RelaisRecipient *) self->recipients->pdata[i])->address, clean_address) == 0)
      return TRUE;

  recipient = g_new0 (RelaisRecipient, 1);
  recipient->kind = kind;
  recipient->name = g_steal_pointer (&clean_name);
  recipient->address = g_steal_pointer (&clean_address);
  g_ptr_array_add (self->recipients, recipient);

  return TRUE;
}

gboolean
relais_outgoing_set_subject (RelaisOutgoing  *self,
                             const char      *subject,
                             GError         **error)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);
  g_return_val_if_fail (subject != NULL, FALSE);

  if (!relais_header_check ("Subject", subject, MAX_SUBJECT, error))
    return FALSE;
  g_set_str (&self->subject, subject);

  return TRUE;
}

gboolean
relais_outgoing_set_text (RelaisOutgoing  *self,
                          const char      *text,
                          GError         **error)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);

  if (text != NULL && !relais_body_check ("text", text, MAX_BODY, error))
    return FALSE;
  g_set_str (&self->text, text);

  return TRUE;
}

gboolean
relais_outgoing_set_html (RelaisOutgoing  *self,
                          const char      *html,
                          GError         **error)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);

  if (html != NULL && !relais_body_check ("HTML", html, MAX_BODY, error))
    return FALSE;
  g_set_str (&self->html, html);

  return TRUE;
}

gboolean
relais_outgoing_set_reply (RelaisOutgoing      *self,
                           const char          *in_reply_to,
                           const char * const  *references,
                           GError             **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);
  g_return_val_if_fail (in_reply_to != NULL, FALSE);

  if (!relais_header_check ("In-Reply-To", in_reply_to, MAX_BODY, error))
    return FALSE;
  for (guint i = 0; references != NULL && references[i] != NULL; i++)
    {
      if (!relais_header_check ("References", references[i], MAX_BODY, error))
        return FALSE;
      add_reference (list, references[i]);
    }
  add_reference (list, in_reply_to);

  /* The first names the thread, the last ones its end; a header without bounds would be refused somewhere. */
  if (list->len > MAX_REFERENCES)
    g_ptr_array_remove_range (list, 1, list->len - MAX_REFERENCES);
  g_ptr_array_add (list, NULL);

  g_set_str (&self->in_reply_to, relais_message_id_is_valid (in_reply_to) ? in_reply_to : NULL);
  g_strfreev (self->references);
  self->references = g_strdupv ((char **) list->pdata);

  return TRUE;
}

void
relais_outgoing_set_origin (RelaisOutgoing       *self,
                            RelaisOutgoingOrigin  origin)
{
  g_return_if_fail (RELAIS_IS_OUTGOING (self));
  g_return_if_fail (origin <= RELAIS_OUTGOING_AUTO_GENERATED);

  self->origin = origin;
}

gboolean
relais_outgoing_is_complete (RelaisOutgoing  *self,
                             GError         **error)
{
  if (self->from.address == NULL)
    return invalid (error, "From", "missing");
  if (self->recipients->len == 0)
    return invalid (error, "To", "no recipient");

  return TRUE;
}

gboolean
relais_outgoing_set_message_id (RelaisOutgoing  *self,
                                const char      *message_id,
                                GError         **error)
{
  if (!relais_message_id_is_valid (message_id))
    return invalid (error, "Message-ID", "not valid");
  g_set_str (&self->message_id, message_id);

  return TRUE;
}
