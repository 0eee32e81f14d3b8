/* relais-compose-window-addresses.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-compose-window-private.h"

void
relais_recipient_free (RelaisRecipient *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

void
relais_mailto_free (RelaisMailto *self)
{
  g_free (self->to);
  g_free (self->cc);
  g_free (self->bcc);
  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}

/* The end of the part that begins at @text: a comma or semicolon outside quotes and angle brackets. */
static const char *
find_end (const char *text)
{
  gboolean is_quoted = FALSE;
  gboolean is_angled = FALSE;
  const char *p;

  for (p = text; *p != '\0'; p++)
    {
      if (is_quoted && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && *p == '<')
        is_angled = TRUE;
      else if (!is_quoted && *p == '>')
        is_angled = FALSE;
      else if (!is_quoted && !is_angled && (*p == ',' || *p == ';'))
        break;
    }

  return p;
}

/* A name as it is read: without the quotes that kept its commas. */
static char *
dup_name (const char *text,
          gsize       length)
{
  g_autofree char *name = g_strstrip (g_strndup (text, length));
  gsize end = strlen (name);
  GString *plain;

  if (end < 2 || name[0] != '"' || name[end - 1] != '"')
    return *name != '\0' ? g_steal_pointer (&name) : NULL;

  plain = g_string_sized_new (end);
  for (gsize i = 1; i < end - 1; i++)
    {
      if (name[i] == '\\' && i + 1 < end - 1)
        i++;
      g_string_append_c (plain, name[i]);
    }

  return g_string_free (plain, FALSE);
}

static RelaisRecipient *
parse_one (const char  *part,
           GError     **error)
{
  gsize length = strlen (part);
  const char *open = part[length - 1] == '>' ? strrchr (part, '<') : NULL;
  g_autofree char *bare = open != NULL ? g_strndup (open + 1, length - 2 - (gsize) (open - part)) : g_strdup (part);
  g_autofree char *address = relais_mail_address_normalize (bare, error);
  RelaisRecipient *recipient;

  if (address == NULL)
    return NULL;

  recipient = g_new0 (RelaisRecipient, 1);
  recipient->name = open != NULL ? dup_name (part, (gsize) (open - part)) : NULL;
  recipient->address = g_steal_pointer (&address);

  return recipient;
}

GPtrArray *
relais_recipients_parse (const char  *text,
                         char       **wrong,
                         GError     **error)
{
  g_autoptr(GPtrArray) recipients = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_recipient_free);

  for (const char *p = text; *p != '\0';)
    {
      const char *end = find_end (p);
      g_autofree char *part = g_strstrip (g_strndup (p, (gsize) (end - p)));

      p = *end != '\0' ? end + 1 : end;
      if (*part == '\0')
        continue;

      {
        RelaisRecipient *recipient = parse_one (part, error);

        if (recipient == NULL)
          {
            if (wrong != NULL)
              *wrong = g_steal_pointer (&part);
            return NULL;
          }
        g_ptr_array_add (recipients, recipient);
      }
    }

  return g_steal_pointer (&recipients);
}

/* RFC 6068, section 2: percent signs only ("+" stands for itself), UTF-8. */
static char *
decode (const char *text,
        gsize       length)
{
  g_autofree char *raw = g_strndup (text, length);
  g_autofree char *plain = g_uri_unescape_string (raw, NULL);

  return plain != NULL && g_utf8_validate (plain, -1, NULL) ? g_steal_pointer (&plain) : NULL;
}

static gboolean
has_control (const char *text,
             gboolean    is_body)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) == G_UNICODE_CONTROL && !(is_body && (c == '\n' || c == '\t')))
        return TRUE;
      if (!is_body && (c == 0x2028 || c == 0x2029))
        return TRUE;
    }

  return FALSE;
}

static void
add_address (char       **field,
             const char  *address)
{
  g_autofree char *old = *field;

  *field = *old != '\0' && *address != '\0' ? g_strconcat (old, ", ", address, NULL)
                                            : g_strconcat (old, address, NULL);
}

/* Line ends are CRLF there (section 5), of one kind here. */
static char *
dup_lines (const char *body)
{
  g_auto(GStrv) pieces = g_strsplit (body, "\r\n", -1);

  return g_strjoinv ("\n", pieces);
}

static gboolean
take_field (RelaisMailto *self,
            const char   *name,
            const char   *value)
{
  gboolean is_body = g_ascii_strcasecmp (name, "body") == 0;
  g_autofree char *text = is_body ? dup_lines (value) : g_strdup (value);

  if (has_control (text, is_body))
    return FALSE;

  if (is_body)
    g_set_str (&self->body, text);
  else if (g_ascii_strcasecmp (name, "subject") == 0)
    g_set_str (&self->subject, text);
  else if (g_ascii_strcasecmp (name, "to") == 0)
    add_address (&self->to, text);
  else if (g_ascii_strcasecmp (name, "cc") == 0)
    add_address (&self->cc, text);
  else if (g_ascii_strcasecmp (name, "bcc") == 0)
    add_address (&self->bcc, text);

  return TRUE;
}

/* See the header. Other fields than these are not safe to take (section 4). */
RelaisMailto *
relais_mailto_parse (const char *uri)
{
  g_autoptr(RelaisMailto) self = NULL;
  g_auto(GStrv) halves = NULL;
  g_auto(GStrv) fields = NULL;
  g_autofree char *to = NULL;

  if (g_ascii_strncasecmp (uri, "mailto:", strlen ("mailto:")) != 0)
    return NULL;

  self = g_new0 (RelaisMailto, 1);
  self->to = g_strdup ("");
  self->cc = g_strdup ("");
  self->bcc = g_strdup ("");
  self->subject = g_strdup ("");
  self->body = g_strdup ("");

  halves = g_strsplit (uri + strlen ("mailto:"), "?", 2);
  to = halves[0] != NULL ? decode (halves[0], strcspn (halves[0], "#")) : g_strdup ("");
  if (to == NULL || !take_field (self, "to", to))
    return NULL;
  if (halves[0] == NULL || halves[1] == NULL)
    return g_steal_pointer (&self);

  halves[1][strcspn (halves[1], "#")] = '\0';
  fields = g_strsplit (halves[1], "&", -1);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      gsize length = strcspn (fields[i], "=");
      g_autofree char *name = decode (fields[i], length);
      g_autofree char *value = fields[i][length] == '=' ? decode (fields[i] + length + 1, strlen (fields[i]) - length - 1)
                                                        : g_strdup ("");

      if (name == NULL || value == NULL || !take_field (self, name, value))
        return NULL;
    }

  return g_steal_pointer (&self);
}
