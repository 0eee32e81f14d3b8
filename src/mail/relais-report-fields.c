/* relais-report-fields.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-report-private.h"

#include <string.h>

#include "relais-parsed-message-private.h"

#define MAX_DIAGNOSTIC 500

char *
relais_report_find_status (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      gsize subject;
      gsize detail;

      if (!(*p == '2' || *p == '4' || *p == '5') || p[1] != '.'
          || (p > text && (g_ascii_isalnum (p[-1]) || p[-1] == '.')))
        continue;
      subject = strspn (p + 2, "0123456789");
      if (subject < 1 || subject > 3 || p[2 + subject] != '.')
        continue;
      detail = strspn (p + 3 + subject, "0123456789");
      /* Four groups of digits are an address of a server. */
      if (detail < 1 || detail > 3
          || (p[3 + subject + detail] == '.' && g_ascii_isdigit (p[4 + subject + detail])))
        continue;
      return g_strndup (p, 3 + subject + detail);
    }
  return NULL;
}

char *
relais_report_find_address (const char *text,
                            gsize length)
{
  static const char allowed[] = "!#$%&'*+/=?^_`{|}~.-";
  const char *end = text + length;

  for (const char *at = text; (at = memchr (at, '@', end - at)) != NULL; at++)
    {
      const char *from = at;
      const char *to = at + 1;

      while (from > text && (g_ascii_isalnum (from[-1]) || (guchar) from[-1] >= 0x80
                             || (from[-1] != '\0' && strchr (allowed, from[-1]) != NULL)))
        from--;
      while (to < end &&
             (g_ascii_isalnum (*to) || (guchar) *to >= 0x80 || *to == '.' || *to == '-'))
        to++;
      while (to > at + 1 && (to[-1] == '.' || to[-1] == '-'))
        to--;
      while (from < at && (*from == '\'' || *from == '.'))
        from++;
      if (from < at && to > at + 1 && at - from <= 64 && to - at <= 256
          && g_utf8_validate_len (from, to - from, NULL))
        return g_strndup (from, to - from);
    }
  return NULL;
}

char *
relais_report_cut_diagnostic (const char *text)
{
  g_autofree char *line = relais_parse_one_line (text);
  gsize length = strlen (line);

  if (length > MAX_DIAGNOSTIC)
    {
      length = MAX_DIAGNOSTIC;
      while ((line[length] & 0xc0) == 0x80)
        length--;
      line[length] = '\0';
    }
  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/* The value behind "rfc822;", "utf-8;", "dns;" (RFC 3464 section 2.1.2). */
static char *
typed_value (const char *value)
{
  const char *semicolon = strchr (value, ';');
  g_autofree char *line = relais_parse_one_line (semicolon != NULL ? semicolon + 1 : value);

  g_strstrip (line);
  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/* The address of a recipient field; RFC 6533 writes characters as "\x{E9}" where it must, RFC
 * 3461 as "+E9" when a sender made the field. */
static char *
recipient_value (const char *value)
{
  g_autofree char *typed = typed_value (value);
  GString *out;
  const char *p;
  gsize length;

  if (typed == NULL)
    return NULL;
  p = typed + (*typed == '<');
  length = strlen (p);
  if (length > 0 && p[length - 1] == '>')
    length--;
  out = g_string_new (NULL);
  for (gsize i = 0; i < length; i++)
    {
      guint64 code = 0;
      const char *close = strncmp (p + i, "\\x{", 3) == 0 ? strchr (p + i, '}') : NULL;

      if (close != NULL)
        {
          code = g_ascii_strtoull (p + i + 3, NULL, 16);
          i = close - p;
        }
      if (code >= 0x20 && code <= 0x10ffff && g_unichar_validate (code))
        g_string_append_unichar (out, code);
      else if (close == NULL)
        g_string_append_c (out, p[i]);
    }
  if (strchr (out->str, '@') != NULL)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

static RelaisReportAction
parse_action (const char *value)
{
  static const struct {
    const char *name;
    RelaisReportAction action;
  } names[] = {
    { "failed", RELAIS_REPORT_ACTION_FAILED },       { "failure", RELAIS_REPORT_ACTION_FAILED },
    { "delayed", RELAIS_REPORT_ACTION_DELAYED },     { "delivered", RELAIS_REPORT_ACTION_DELIVERED },
    { "relayed", RELAIS_REPORT_ACTION_RELAYED },     { "expanded", RELAIS_REPORT_ACTION_EXPANDED },
    { "displayed", RELAIS_REPORT_ACTION_DISPLAYED }, { "deleted", RELAIS_REPORT_ACTION_DELETED },
  };

  value += strspn (value, " \t");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (value, names[i].name, strlen (names[i].name)) == 0)
      return names[i].action;
  return RELAIS_REPORT_ACTION_UNKNOWN;
}

/* What the status class says when there is no Action (RFC 3463 section 3.1). */
static RelaisReportAction
action_of_status (const char *status)
{
  if (status == NULL)
    return RELAIS_REPORT_ACTION_UNKNOWN;
  if (*status == '5')
    return RELAIS_REPORT_ACTION_FAILED;
  return *status == '4' ? RELAIS_REPORT_ACTION_DELAYED : RELAIS_REPORT_ACTION_DELIVERED;
}

static void
finish_recipient (RelaisReport *self,
                  RelaisReportRecipient *recipient)
{
  if ((recipient->final_recipient != NULL || recipient->original_recipient != NULL)
      && self->recipients->len < RELAIS_REPORT_MAX_RECIPIENTS)
    {
      if (recipient->status == NULL && recipient->diagnostic != NULL)
        recipient->status = relais_report_find_status (recipient->diagnostic);
      if (recipient->action == RELAIS_REPORT_ACTION_UNKNOWN)
        recipient->action = action_of_status (recipient->status);
      g_array_append_val (self->recipients, *recipient);
    }
  else
    relais_report_clear_recipient (recipient);
  *recipient = (RelaisReportRecipient){ NULL };
}

static void
set_once (char **field,
          char *value)
{
  if (*field == NULL)
    *field = value;
  else
    g_free (value);
}

static void
take_field (RelaisReport *self,
            RelaisReportRecipient *recipient,
            const char *name,
            const char *value)
{
  if (g_ascii_strcasecmp (name, "Reporting-MTA") == 0 ||
      g_ascii_strcasecmp (name, "Reporting-UA") == 0)
    set_once (&self->reporting_mta, typed_value (value));
  else if (g_ascii_strcasecmp (name, "Original-Recipient") == 0
           || g_ascii_strcasecmp (name, "Original-Rcpt-To") == 0)
    set_once (&recipient->original_recipient, recipient_value (value));
  else if (g_ascii_strcasecmp (name, "Final-Recipient") == 0)
    set_once (&recipient->final_recipient, recipient_value (value));
  else if (g_ascii_strcasecmp (name, "Action") == 0)
    recipient->action = parse_action (value);
  else if (g_ascii_strcasecmp (name, "Status") == 0)
    set_once (&recipient->status, relais_report_find_status (value));
  else if (g_ascii_strcasecmp (name, "Diagnostic-Code") == 0)
    {
      g_autofree char *typed = typed_value (value);

      if (typed != NULL)
        set_once (&recipient->diagnostic, relais_report_cut_diagnostic (typed));
    }
  else if (g_ascii_strcasecmp (name, "Disposition") == 0)
    {
      g_autofree char *typed = typed_value (value);

      recipient->action = parse_action (typed != NULL ? typed : "");
    }
  else if (g_ascii_strcasecmp (name, "Original-Message-ID") == 0)
    {
      g_auto (GStrv) ids = relais_parse_ids (value, 1);

      if (ids[0] != NULL)
        set_once (&self->original_message_id, g_strdup (ids[0]));
    }
}

/* Unfolds and calls take_field() for each field; an empty line ends a group (RFC 3464 section
 * 2.1). */
void
relais_report_read_fields (RelaisReport *self,
                           const char *text,
                           RelaisReportType type)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  RelaisReportRecipient recipient = { NULL };
  gsize next;

  self->type = type;
  for (gsize i = 0; lines[i] != NULL; i = next)
    {
      g_autoptr (GString) line = g_string_new (lines[i]);
      char *colon;

      for (next = i + 1; lines[next] != NULL && *line->str != '\0'
                         && (*lines[next] == ' ' || *lines[next] == '\t');
           next++)
        g_string_append (line, lines[next]);
      g_strchomp (line->str);
      if (*line->str == '\0')
        {
          if (type == RELAIS_REPORT_DSN)
            finish_recipient (self, &recipient);
          continue;
        }
      colon = strchr (line->str, ':');
      if (colon == NULL)
        continue;
      *colon = '\0';
      g_strchomp (line->str);
      /* Some servers forget the empty line between two recipients. */
      if (type == RELAIS_REPORT_DSN && g_ascii_strcasecmp (line->str, "Final-Recipient") == 0
          && recipient.final_recipient != NULL)
        finish_recipient (self, &recipient);
      take_field (self, &recipient, line->str, colon + 1);
    }
  finish_recipient (self, &recipient);
}

void
relais_report_read_returned (RelaisReport *self,
                             const char *headers)
{
  g_auto (GStrv) lines = g_strsplit (headers, "\n", 2000);
  gsize next;

  for (gsize i = 0; lines[i] != NULL; i = next)
    {
      g_autoptr (GString) line = g_string_new (lines[i]);
      const char *p = line->str;

      /* Prose that quotes a header indents all of it alike. */
      for (next = i + 1; *lines[i] != '\0' && !g_ascii_isspace (*lines[i]) && lines[next] != NULL
                         && (*lines[next] == ' ' || *lines[next] == '\t');
           next++)
        g_string_append (line, lines[next]);
      p = line->str + strspn (line->str, " \t>");
      if (self->original_message_id == NULL && g_ascii_strncasecmp (p, "message-id:", 11) == 0)
        {
          g_auto (GStrv) ids = relais_parse_ids (p + 11, 1);

          self->original_message_id = g_strdup (ids[0]);
        }
      else if (self->original_subject == NULL && g_ascii_strncasecmp (p, "subject:", 8) == 0)
        {
          g_autofree char *decoded = camel_header_decode_string (p + 8, NULL);

          self->original_subject = relais_parse_one_line (decoded);
        }
    }
}
