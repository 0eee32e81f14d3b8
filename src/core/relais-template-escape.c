/* relais-template-escape.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-private.h"

static const char * const known_schemes[] = { "http:", "https:", "mailto:", "tel:", "cid:", NULL };

/* A whole address from the data: only what a person expects behind a link. */
static gboolean
is_known_url (const char *url)
{
  for (guint i = 0; known_schemes[i] != NULL; i++)
    if (g_ascii_strncasecmp (url, known_schemes[i], strlen (known_schemes[i])) == 0)
      return TRUE;

  return FALSE;
}

/* Browsers drop some characters from addresses before they look at them; here they count for nothing either. */
static char *
clean_url (const char *text)
{
  g_autoptr(GString) clean = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character > 0x20 && !g_unichar_iscntrl (character) && !g_unichar_isspace (character) &&
          g_unichar_type (character) != G_UNICODE_FORMAT)
        g_string_append_unichar (clean, character);
    }

  return g_string_free_and_steal (g_steal_pointer (&clean));
}

static void
append_escaped (GString    *output,
                const char *text,
                gboolean    with_breaks)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      switch (character)
        {
        case '&':
          g_string_append (output, "&amp;");
          break;
        case '<':
          g_string_append (output, "&lt;");
          break;
        case '>':
          g_string_append (output, "&gt;");
          break;
        case '"':
          g_string_append (output, "&#34;");
          break;
        case '\'':
          g_string_append (output, "&#39;");
          break;
        case '\n':
          g_string_append (output, with_breaks ? "<br>\n" : "\n");
          break;
        default:
          if (character == '\t' || !g_unichar_iscntrl (character))
            g_string_append_unichar (output, character);
          break;
        }
    }
}

static void
append_plain (GString    *output,
              const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '\n' || character == '\t' || !g_unichar_iscntrl (character))
        g_string_append_unichar (output, character);
    }
}

/* Writes a value of the data so that at its place it is text and nothing else. */
void
relais_template_append (GString             *output,
                        const char          *text,
                        RelaisTemplateMode   mode,
                        RelaisTemplatePlace  place)
{
  g_autofree char *clean = NULL;

  if (mode != RELAIS_TEMPLATE_HTML)
    {
      append_plain (output, text);
      return;
    }

  switch (place)
    {
    case RELAIS_PLACE_URL:
      clean = clean_url (text);
      append_escaped (output, is_known_url (clean) ? clean : "#", FALSE);
      break;
    case RELAIS_PLACE_URL_PART:
      /* An address in "mailto:" keeps its sign; everything that could begin something new does not. */
      g_string_append_uri_escaped (output, text, "@", FALSE);
      break;
    case RELAIS_PLACE_TEXT:
    case RELAIS_PLACE_RCDATA:
    case RELAIS_PLACE_ATTRIBUTE:
    default:
      append_escaped (output, text, place == RELAIS_PLACE_TEXT);
      break;
    }
}
