/* relais-template-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-private.h"

/* Returns: (transfer full) (nullable): the text of a plain value; %NULL when it is missing or is no plain value */
char *
relais_template_value_text (const RelaisTemplateValue *value,
                            gboolean                   french)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value->text != NULL)
    return g_strdup (value->text);
  if (value->node == NULL || !JSON_NODE_HOLDS_VALUE (value->node))
    return NULL;

  switch (json_node_get_value_type (value->node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (value->node));
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value->node));
    case G_TYPE_DOUBLE:
      g_ascii_formatd (buffer, sizeof buffer, "%.15g", json_node_get_double (value->node));
      return french ? g_strdelimit (g_strdup (buffer), ".", ',') : g_strdup (buffer);
    case G_TYPE_BOOLEAN:
      if (json_node_get_boolean (value->node))
        return g_strdup (french ? "oui" : "yes");
      return g_strdup (french ? "non" : "no");
    default:
      return NULL;
    }
}

static void
set_text (RelaisTemplateValue *value,
          char                *text)
{
  g_free (value->text);
  value->text = text;
  value->node = NULL;
}

static char *
capitalize (const char *text)
{
  g_autoptr(GString) result = g_string_new (NULL);

  if (*text == '\0')
    return g_strdup ("");

  g_string_append_unichar (result, g_unichar_totitle (g_utf8_get_char (text)));
  g_string_append (result, g_utf8_next_char (text));

  return g_string_free_and_steal (g_steal_pointer (&result));
}

/* What is missing stays missing, except for "default". */
void
relais_template_filter_apply (const RelaisTemplateFilter *filter,
                              RelaisTemplateValue        *value,
                              gboolean                    french)
{
  g_autofree char *text = relais_template_value_text (value, french);
  char *date;

  switch (filter->type)
    {
    case RELAIS_FILTER_DEFAULT:
      if (text == NULL || *text == '\0')
        set_text (value, g_strdup (filter->argument));
      break;

    case RELAIS_FILTER_DATE:
    case RELAIS_FILTER_TIME:
      if (value->node != NULL && JSON_NODE_HOLDS_VALUE (value->node) &&
          json_node_get_value_type (value->node) == G_TYPE_INT64)
        date = relais_template_date_format (value->node, NULL, filter->type == RELAIS_FILTER_TIME,
                                            filter->argument, french);
      else
        date = text != NULL ? relais_template_date_format (NULL, text, filter->type == RELAIS_FILTER_TIME,
                                                           filter->argument, french) : NULL;
      if (date != NULL)
        set_text (value, date);
      break;

    case RELAIS_FILTER_UPPER:
      if (text != NULL)
        set_text (value, g_utf8_strup (text, -1));
      break;

    case RELAIS_FILTER_LOWER:
      if (text != NULL)
        set_text (value, g_utf8_strdown (text, -1));
      break;

    case RELAIS_FILTER_CAPITALIZE:
    default:
      if (text != NULL)
        set_text (value, capitalize (text));
      break;
    }
}

static gboolean
changes_direction (gunichar character)
{
  return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

/* Returns: (transfer full): @text as a header may carry it: line breaks, controls and runs of white space are one space;
 * characters that turn the direction of what follows are gone */
char *
relais_template_one_line (const char *text)
{
  g_autoptr(GString) line = g_string_new (NULL);
  gboolean pending = FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (changes_direction (character))
        continue;
      if (character == ' ' || g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029)
        {
          pending = line->len > 0;
          continue;
        }
      if (pending)
        g_string_append_c (line, ' ');
      pending = FALSE;
      g_string_append_unichar (line, character);
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}
