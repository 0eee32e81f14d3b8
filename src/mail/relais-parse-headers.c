/* relais-parse-headers.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-parsed-message-private.h"
#include "relais-quote-private.h"
#include "relais-report-private.h"

#include <string.h>

#define MAX_REFERENCES 100
#define MAX_ADDRESSES 500
#define MAX_LINE 2000

char *
relais_parse_one_line (const char *value)
{
  g_autofree char *valid = NULL;
  GString *line;

  if (value == NULL)
    return NULL;
  valid = g_utf8_make_valid (value, strnlen (value, MAX_LINE));
  line = g_string_sized_new (strlen (valid) + 1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c (line, ' ');
        }
      /* Embedding and override characters let a sender show another text than is there. */
      else if (c == 0xfeff || (c >= 0x200b && c <= 0x200f && c != 0x200d)
               || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f))
        continue;
      else
        g_string_append_unichar (line, c);
    }
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  return g_string_free (line, FALSE);
}

char *
relais_parse_header (CamelMedium *part,
                     const char *name)
{
  const char *value = camel_medium_get_header (part, name);

  return relais_parse_one_line (value);
}

GStrv
relais_parse_ids (const char *value,
                  guint max)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = value; p != NULL && (p = strchr (p, '<')) != NULL;)
    {
      const char *end = strchr (p, '>');

      if (end == NULL)
        break;
      p++;
      if (end > p && end - p < 1000)
        {
          g_autofree char *raw = g_strndup (p, end - p);
          g_autofree char *id = relais_parse_one_line (raw);

          if (*id != '\0')
            g_ptr_array_add (ids, g_steal_pointer (&id));
        }
      p = end + 1;
    }
  /* Some programs leave the brackets out. */
  if (ids->len == 0 && value != NULL && strchr (value, '@') != NULL && strchr (value, '<') == NULL)
    {
      g_autofree char *id = relais_parse_one_line (value);

      if (strchr (id, ' ') == NULL)
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  if (ids->len > max)
    g_ptr_array_remove_range (ids, 0, ids->len - max);
  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/* The length of "Re:", "RE[2]:", "Réf. :", "TR :", "[list]" at the beginning; 0 when there is
 * none. */
static gsize
prefix_length (const char *subject)
{
  static const char *const names[] = {
    "re", "ref", "rep", "aw", "antw", "antwort", "sv", "rif", "fwd", "fw", "tr", "wg", "rv", "enc",
    "doorst", "vs", "i", "r", "reponse", "transf", NULL,
  };
  const char *colon;
  gsize length;
  g_autoptr (GString) fold = NULL;

  if (*subject == '[')
    {
      const char *close = strchr (subject, ']');

      return close != NULL && close - subject < 40 && close[1] != '\0' ? close + 1 - subject : 0;
    }
  colon = strpbrk (subject, ":");
  if (colon == NULL || colon - subject > 16)
    return 0;
  fold = g_string_new (NULL);
  relais_quote_fold (fold, subject, colon - subject);
  length = fold->len;
  while (length > 0 && strchr (" .0123456789[]()^", fold->str[length - 1]) != NULL)
    length--;
  g_string_truncate (fold, length);
  return g_strv_contains (names, fold->str) ? (gsize) (colon + 1 - subject) : 0;
}

const char *
relais_parse_skip_prefixes (const char *subject)
{
  const char *rest = subject;
  gsize length;

  while ((length = prefix_length (rest)) > 0)
    {
      rest += length;
      while (*rest == ' ' || strncmp (rest, "\xc2\xa0", 2) == 0)
        rest += *rest == ' ' ? 1 : 2;
    }
  return rest;
}

static void
clear_address (RelaisParsedAddress *address)
{
  g_free (address->name);
  g_free (address->address);
}

static gboolean
take_address (CamelInternetAddress *list,
              int at,
              RelaisParsedAddress *result)
{
  const char *name = NULL;
  const char *address = NULL;

  if (list == NULL || !camel_internet_address_get (list, at, &name, &address))
    return FALSE;
  result->address = relais_parse_one_line (address != NULL ? address : "");
  result->name = name != NULL && *name != '\0' ? relais_parse_one_line (name) : NULL;
  return TRUE;
}

static GArray *
take_addresses (CamelMimeMessage *message,
                const char *type)
{
  CamelInternetAddress *list = camel_mime_message_get_recipients (message, type);
  GArray *result = g_array_new (FALSE, TRUE, sizeof (RelaisParsedAddress));
  RelaisParsedAddress address = { NULL };

  g_array_set_clear_func (result, (GDestroyNotify) clear_address);
  for (int i = 0; i < MAX_ADDRESSES && take_address (list, i, &address); i++)
    g_array_append_val (result, address);
  return result;
}

/* Whether nobody reads what is sent to @address. */
static gboolean
is_no_reply (const char *address)
{
  static const char *const whole[] = {
    "mailerdaemon", "postmaster", "bounce", "bounces", "nobody", "daemon", "robot", "automate",
    "notification", "notifications", "notify", "alert", "alerts", "alerte", "alertes", NULL,
  };
  static const char *const parts[] = {
    "noreply", "donotreply", "dontreply", "noresponse", "nepasrepondre", "nepasrepondere",
    "pasdereponse", "sansreponse", "neplusrepondre", "autoconfirm", "autoreply", NULL,
  };
  g_autoptr (GString) local = g_string_new (NULL);

  for (const char *p = address; *p != '\0' && *p != '@' && *p != '+'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (local, g_ascii_tolower (*p));
  if (g_strv_contains (whole, local->str))
    return TRUE;
  for (gsize i = 0; parts[i] != NULL; i++)
    if (strstr (local->str, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
header_has_any (CamelMedium *medium,
                const char *name,
                const char *const *words)
{
  g_autofree char *value = relais_parse_header (medium, name);
  g_autofree char *lower = value != NULL ? g_ascii_strdown (value, -1) : NULL;

  for (gsize i = 0; lower != NULL && words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* RFC 3834 and the fields that came before it. */
static gboolean
is_automatic (CamelMedium *medium)
{
  static const char *const precedence[] = { "bulk", "junk", "list", NULL };
  static const char *const suppress[] = { "all", "autoreply", "oof", "dr", "rn", "nrn", NULL };
  static const char *const present[] = { "Feedback-ID", "X-Failed-Recipients", "X-Loop", NULL };
  g_autofree char *submitted = relais_parse_header (medium, "Auto-Submitted");
  g_autofree char *return_path = relais_parse_header (medium, "Return-Path");

  if (submitted != NULL)
    {
      /* "no" may carry a comment or parameters (RFC 3834 section 5). */
      gsize length = strcspn (submitted, " ;(");

      if (!(length == 2 && g_ascii_strncasecmp (submitted, "no", 2) == 0))
        return TRUE;
    }
  if (return_path != NULL && (g_str_equal (return_path, "<>") || g_str_equal (return_path, "< >")))
    return TRUE;
  for (gsize i = 0; present[i] != NULL; i++)
    if (camel_medium_get_header (medium, present[i]) != NULL)
      return TRUE;
  return header_has_any (medium, "Precedence", precedence)
         || header_has_any (medium, "X-Precedence", precedence)
         || header_has_any (medium, "X-Auto-Response-Suppress", suppress);
}

/* RFC 2919 and RFC 2369. */
static gboolean
is_list (CamelMedium *medium)
{
  static const char *const present[] = {
    "List-Id", "List-Unsubscribe", "List-Post", "List-Help", "List-Subscribe", "List-Archive",
    "List-Owner", "Mailing-List", "X-Mailing-List", NULL,
  };
  static const char *const precedence[] = { "list", NULL };

  for (gsize i = 0; present[i] != NULL; i++)
    if (camel_medium_get_header (medium, present[i]) != NULL)
      return TRUE;
  return header_has_any (medium, "Precedence", precedence);
}

static char *
list_id (CamelMedium *medium)
{
  g_autofree char *value = relais_parse_header (medium, "List-Id");
  const char *open = value != NULL ? strrchr (value, '<') : NULL;
  const char *close = open != NULL ? strchr (open, '>') : NULL;

  if (value == NULL || *value == '\0')
    return NULL;
  if (close == NULL)
    return g_steal_pointer (&value);
  return g_strndup (open + 1, close - open - 1);
}

static void
take_sender (RelaisParsedMessage *self,
             CamelMimeMessage *message)
{
  RelaisParsedAddress reply_to = { NULL };

  if (take_address (camel_mime_message_get_from (message), 0, &self->from)
      && strchr (self->from.address, '@') == NULL)
    {
      /* A name without an address is still somebody's name. */
      if (self->from.name == NULL && *self->from.address != '\0')
        self->from.name = g_steal_pointer (&self->from.address);
      g_clear_pointer (&self->from.address, g_free);
    }
  if (take_address (camel_mime_message_get_reply_to (message), 0, &reply_to))
    {
      if (strchr (reply_to.address, '@') != NULL
          && (self->from.address == NULL
              || g_ascii_strcasecmp (reply_to.address, self->from.address) != 0))
        self->reply_to = g_strdup (reply_to.address);
      clear_address (&reply_to);
    }
  if ((self->reply_to != NULL && is_no_reply (self->reply_to))
      || (self->reply_to == NULL && self->from.address != NULL && is_no_reply (self->from.address)))
    self->flags |= RELAIS_PARSED_NO_REPLY;
}

void
relais_parse_headers (RelaisParsedMessage *self,
                      CamelMimeMessage *message)
{
  CamelMedium *medium = CAMEL_MEDIUM (message);
  g_auto (GStrv) ids = NULL;
  time_t date;
  int offset = 0;

  ids = relais_parse_ids (camel_medium_get_header (medium, "Message-ID"), 1);
  self->message_id = ids[0] != NULL ? g_strdup (ids[0]) : NULL;
  g_clear_pointer (&ids, g_strfreev);
  ids = relais_parse_ids (camel_medium_get_header (medium, "In-Reply-To"), G_MAXUINT);
  self->in_reply_to = ids[0] != NULL ? g_strdup (ids[0]) : NULL;
  self->references =
    relais_parse_ids (camel_medium_get_header (medium, "References"), MAX_REFERENCES);

  self->subject = relais_parse_one_line (camel_mime_message_get_subject (message));
  if (self->subject == NULL)
    self->subject = g_strdup ("");
  self->plain_subject = g_strdup (relais_parse_skip_prefixes (self->subject));
  take_sender (self, message);
  self->to = take_addresses (message, CAMEL_RECIPIENT_TYPE_TO);
  self->cc = take_addresses (message, CAMEL_RECIPIENT_TYPE_CC);

  date = camel_mime_message_get_date (message, &offset);
  if (date == CAMEL_MESSAGE_DATE_CURRENT || date <= 0)
    date = camel_mime_message_get_date_received (message, &offset);
  self->date = date == CAMEL_MESSAGE_DATE_CURRENT || date < 0 ? 0 : date;

  self->list_id = list_id (medium);
  self->list_unsubscribe = relais_parse_header (medium, "List-Unsubscribe");
  if (is_list (medium))
    self->flags |= RELAIS_PARSED_LIST;
  if (is_automatic (medium) || relais_report_is_auto_reply (message))
    self->flags |= RELAIS_PARSED_AUTOMATIC;
}
