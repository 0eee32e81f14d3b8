/* fuzz-template.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* The first byte chooses the mode, the rest is a template. It is filled twice, with tame and with hostile values at the
 * same places: as HTML, both texts must have the same tags and quotes; as a header, both are one line. */

static const char tame[] = "abc";
static const char hostile[] = "<b x=\"'\">&\r\n\t{{x}}{{#if x}}--></style></title>\xe2\x80\xa8 javascript:";

/* What a path leads to depends on its name only, so that both fillings take the same branches. */
static JsonNode *
make_value (const char *name,
            const char *text,
            guint       depth)
{
  JsonNode *node = json_node_alloc ();

  switch (g_str_hash (name) % 5)
    {
    case 0:
      return json_node_init_int (node, (gint64) g_str_hash (name));
    case 1:
      if (depth < 2)
        {
          JsonArray *array = json_array_new ();

          for (guint i = 0; i < 3; i++)
            {
              g_autofree char *item = g_strdup_printf ("%s%u", name, i);

              json_array_add_element (array, make_value (item, text, depth + 1));
            }
          json_node_init_array (node, array);
          json_array_unref (array);
          return node;
        }
      G_GNUC_FALLTHROUGH;
    default:
      return json_node_init_string (node, text);
    }
}

static void
put (JsonObject *object,
     const char *path,
     const char *text)
{
  g_auto(GStrv) names = g_strsplit (path, ".", -1);

  for (guint i = 0; names[i + 1] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);

      if (node == NULL)
        json_object_set_object_member (object, names[i], json_object_new ());
      else if (!JSON_NODE_HOLDS_OBJECT (node))
        return;
      object = json_object_get_object_member (object, names[i]);
    }

  if (!json_object_has_member (object, names[g_strv_length (names) - 1]))
    json_object_set_member (object, names[g_strv_length (names) - 1], make_value (path, text, 0));
}

static char *
fill (RelaisTemplate *template,
      const char     *text)
{
  g_autoptr(JsonObject) values = json_object_new ();
  g_autoptr(GPtrArray) missing = NULL;
  GPtrArray *variables = relais_template_get_variables (template);

  for (guint i = 0; i < variables->len; i++)
    {
      const RelaisTemplateVariable *variable = g_ptr_array_index (variables, i);

      g_assert (variable->line > 0 && variable->column > 0);
      put (values, variable->name, text);
    }

  return relais_template_expand (template, values, "fr", &missing, NULL);
}

static guint
count (const char *text,
       char        c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;

  return n;
}

static void
check (RelaisTemplateMode  mode,
       const char         *first,
       const char         *second)
{
  g_assert (g_utf8_validate (second, -1, NULL));

  if (mode == RELAIS_TEMPLATE_HTML)
    {
      /* Line breaks of a value are the only tags it may make. */
      guint breaks = 0;

      for (const char *c = strstr (second, "<br>\n"); c != NULL; c = strstr (c + 1, "<br>\n"))
        breaks++;
      for (const char *c = strstr (first, "<br>\n"); c != NULL; c = strstr (c + 1, "<br>\n"))
        breaks--;
      g_assert (count (first, '<') + breaks == count (second, '<'));
      g_assert (count (first, '>') + breaks == count (second, '>'));
      g_assert (count (first, '"') == count (second, '"'));
      g_assert (count (first, '\'') == count (second, '\''));
    }

  if (mode == RELAIS_TEMPLATE_HEADER)
    for (const char *c = second; *c != '\0'; c = g_utf8_next_char (c))
      g_assert (!g_unichar_iscntrl (g_utf8_get_char (c)) && g_utf8_get_char (c) != 0x2028);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *source = NULL;
  g_autoptr(RelaisTemplate) template = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  RelaisTemplateMode mode;

  if (size < 1)
    return 0;

  mode = (RelaisTemplateMode) (data[0] % 3);
  source = g_strndup ((const char *) data + 1, size - 1);
  template = relais_template_new (source, mode, NULL);
  if (template == NULL)
    return 0;

  first = fill (template, tame);
  second = fill (template, hostile);
  if (first != NULL && second != NULL)
    check (mode, first, second);

  return 0;
}
