/* relais-fields.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-dates-private.h"
#include "relais-fields.h"

/* What one field is looked for in. */
typedef struct
{
  const char *text;        /* subject and text */
  const char *sender;      /* (nullable) */
  const char *language;    /* (nullable) */
  GDateTime  *reference;
} Source;

/* A name: one to four words of one line that begin with a capital; particles only between two of them. A day or a month is written with a
 * capital in English and never is one. */
#define NO_NAME "(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b|(?:January|February|March|April|June|July|August|September|October|" \
                "November|December)\\b|(?:M\\.|Mme|Mr|Mrs|Ms|I|I['’]m|We|He|She|Il|Elle|Je|Nous|Vous|Le|La|Les|The|Merci|Thank|Thanks)(?![\\p{L}-]))"
#define WORD NO_NAME "\\p{Lu}[\\p{L}'’-]+"
#define BLANK "[^\\S\\n]"
#define NAME WORD "(?:" BLANK "+(?:(?:de|du|des|la|le|van|von|der|den|el|di|da|ben|bin)" BLANK "+){0,2}(?:[dl]['’])?" WORD "){0,3}"
#define EMAIL "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"
#define MAX_VALUE_LENGTH 120

static char *
match_group (const char         *pattern,
             GRegexCompileFlags  flags,
             const char         *text)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, flags, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  if (regex == NULL || !g_regex_match (regex, text, 0, &match))
    return NULL;

  return g_match_info_fetch (match, g_match_info_get_match_count (match) > 1 ? 1 : 0);
}

static char *
clean (char *value)
{
  char *end;

  if (value == NULL)
    return NULL;

  g_strstrip (value);
  while ((end = value + strlen (value)) > value && strchr (".,;:!?)", end[-1]) != NULL)
    end[-1] = '\0';
  if (value[0] == '\0' || strlen (value) > MAX_VALUE_LENGTH)
    g_clear_pointer (&value, g_free);

  return value;
}

/* The words that usually stand before the value, of the message's language first. */
static GPtrArray *
get_after_words (const RelaisKindField *field,
                 const char            *language)
{
  GPtrArray *words = g_ptr_array_new ();
  const char *order[] = { language, "en", "fr" };
  JsonNode *node = json_object_get_member (field->texts, "after");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return words;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      JsonNode *list = order[i] != NULL && (i == 0 || g_strcmp0 (order[i], language) != 0)
                       ? json_object_get_member (json_node_get_object (node), order[i]) : NULL;

      for (guint j = 0; list != NULL && JSON_NODE_HOLDS_ARRAY (list) && j < json_array_get_length (json_node_get_array (list)); j++)
        {
          JsonNode *word = json_array_get_element (json_node_get_array (list), j);

          if (json_node_get_value_type (word) == G_TYPE_STRING)
            g_ptr_array_add (words, (gpointer) json_node_get_string (word));
        }
    }

  return words;
}

/* The first value of form @form (with one group) that stands after one of the field's words. */
static char *
find_after (const RelaisKindField *field,
            const Source          *source,
            const char            *form)
{
  g_autoptr(GPtrArray) words = get_after_words (field, source->language);
  g_autofree char *text = words->len > 0 ? g_utf8_casefold (source->text, -1) : NULL;

  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (g_ptr_array_index (words, i), -1);
      g_autofree char *word = NULL;
      g_autofree char *pattern = NULL;
      char *value;

      /* Compiling a pattern takes twenty times as long as looking for it, and few texts have any of a field's dozen words. */
      if (strstr (text, folded) == NULL)
        continue;

      word = g_regex_escape_string (g_ptr_array_index (words, i), -1);
      pattern = g_strdup_printf ("(?i:(?<![\\p{L}\\d])%s)\\s*(?::|n[°ºo]\\.?|#)?\\s*%s", word, form);
      value = clean (match_group (pattern, G_REGEX_DEFAULT, source->text));
      if (value != NULL)
        return value;
    }

  return NULL;
}

static char *
find_person (const RelaisKindField *field,
             const Source          *source)
{
  char *value = find_after (field, source, "(" NAME ")");

  if (value == NULL)
    value = clean (match_group ("(?i:je m['’]appelle|je suis|my name is|i am|i'm|this is|ici)\\s+(" NAME ")",
                                G_REGEX_DEFAULT, source->text));

  /* Who writes is who asks, unless the text says otherwise. An address is not a name. */
  if (value == NULL && source->sender != NULL && strchr (source->sender, '@') == NULL)
    value = clean (g_strdup (source->sender));

  return value;
}

static char *
find_reference (const RelaisKindField *field,
                const Source          *source)
{
  char *value = find_after (field, source, "((?=[A-Za-z0-9/_-]*\\d)[A-Za-z0-9][A-Za-z0-9/_-]{2,39})");

  if (value == NULL)
    value = clean (match_group ("\\b((?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\\d{2})[A-Z0-9]+(?:-[A-Z0-9]+)+|[A-Z]{1,4}\\d{4,14}|#\\d{3,12})\\b",
                                G_REGEX_DEFAULT, source->text));

  return value;
}

/* A bare number says how many when it stands before what is counted: not a year, a street, an hour, an age, a price or a size. */
#define COUNTED "(?<![\\p{L}\\d/.,:#°+-])(?!(?:19|20)\\d\\d\\b)(\\d{1,6})(?:" BLANK "+(?!(?:h|heures?|hours?|min|minutes?|ans?|years?|jours?|days?|mois|" \
                "months?|semaines?|weeks?|euros?|eur|dollars?|pounds?|cm|mm|m|km|kg|g|rue|avenue|av|bd|boulevard|place|chemin|route|quai|" \
                "impasse|all[ée]e|street|road|lane|avenue|am|pm|st|th|and|or|et|ou|à|to|at|in|on|le|la|de|janvier|f[ée]vrier|mars|" \
                "avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|january|february|march|april|may|june|july|august|" \
                "september|october|november|december)\\b)\\p{L}{3,})"

static char *
find_number (const RelaisKindField *field,
             const Source          *source)
{
  char *value = find_after (field, source, "(\\d{1,9}(?:[.,]\\d{1,4})?)\\b");

  if (value == NULL)
    value = clean (match_group (COUNTED, G_REGEX_CASELESS, source->text));
  if (value != NULL)
    g_strdelimit (value, ",", '.');

  return value;
}

static const struct { const char *sign; const char *code; } currencies[] = {
  { "€", "EUR" }, { "eur", "EUR" }, { "$", "USD" }, { "usd", "USD" }, { "£", "GBP" }, { "gbp", "GBP" }, { "chf", "CHF" }, { "cad", "CAD" },
};

static char *
find_money (const char *text)
{
  g_autoptr(GRegex) regex = g_regex_new ("(?<pre>€|\\$|£)\\s?(?<n1>\\d[\\d\\s.,\\x{a0}\\x{202f}]*)|"
                                         "(?<n2>\\d[\\d\\s.,\\x{a0}\\x{202f}]*)\\s?(?<post>€|\\$|£|euros?|eur\\b|usd\\b|gbp\\b|chf\\b|cad\\b)",
                                         G_REGEX_CASELESS, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *sign = NULL;
  g_autofree char *amount = NULL;
  g_autoptr(GString) digits = g_string_new (NULL);
  const char *code = "EUR";
  const char *decimal = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;

  sign = g_match_info_fetch_named (match, "pre");
  if (sign == NULL || sign[0] == '\0')
    {
      g_free (sign);
      sign = g_match_info_fetch_named (match, "post");
      amount = g_match_info_fetch_named (match, "n2");
    }
  else
    {
      amount = g_match_info_fetch_named (match, "n1");
    }

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_ascii_strncasecmp (sign, currencies[i].sign, strlen (currencies[i].sign)) == 0)
      {
        code = currencies[i].code;
        break;
      }

  /* The last separator is the decimal one when one or two figures follow it. */
  g_strchomp (amount);
  for (const char *c = amount; *c != '\0'; c++)
    if ((*c == '.' || *c == ',') && strspn (c + 1, "0123456789") == strlen (c + 1) && strlen (c + 1) <= 2 && c[1] != '\0')
      decimal = c;
  for (const char *c = amount; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
    else if (c == decimal)
      g_string_append_c (digits, '.');

  return g_strdup_printf ("%.2f %s", g_ascii_strtod (digits->str, NULL), code);
}

static char *
find_phone (const char *text)
{
  /* "2026-12-05 20:30" and "05 12 2026" have as many figures. */
  g_autofree char *found = match_group ("(?<![\\d/-])(?!(?:19|20)\\d\\d[-. ]\\d\\d?[-. ]\\d\\d?\\b|\\d\\d?[. -]\\d\\d?[. -](?:19|20)\\d\\d\\b)((?:\\+|00)?\\d(?:[ .()\\x{a0}\\x{202f}-]{0,2}\\d){7,14})(?![\\d/-])",
                                        G_REGEX_DEFAULT, text);
  GString *digits;

  if (found == NULL)
    return NULL;

  digits = g_string_new (found[0] == '+' ? "+" : NULL);
  for (const char *c = found; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);

  return g_string_free_and_steal (digits);
}

static char *
find_field (const RelaisKindField *field,
            const Source          *source)
{
  if (field->pattern != NULL)
    {
      g_autoptr(GMatchInfo) match = NULL;

      if (g_regex_match (field->pattern, source->text, 0, &match))
        return clean (g_match_info_fetch (match, 1));
    }

  switch (field->type)
    {
    case RELAIS_FIELD_PERSON:
      return find_person (field, source);
    case RELAIS_FIELD_DATE:
      return relais_dates_find_date (source->text, source->language, source->reference);
    case RELAIS_FIELD_TIME:
      return relais_dates_find_time (source->text);
    case RELAIS_FIELD_NUMBER:
      return find_number (field, source);
    case RELAIS_FIELD_MONEY:
      return find_money (source->text);
    case RELAIS_FIELD_EMAIL:
      return match_group ("\\b(" EMAIL ")\\b", G_REGEX_DEFAULT, source->text);
    case RELAIS_FIELD_PHONE:
      return find_phone (source->text);
    case RELAIS_FIELD_PLACE:
      return find_after (field, source, "((?:(?i:the|le|la|les|l['’])\\s*)?" NAME ")");
    case RELAIS_FIELD_REFERENCE:
      return find_reference (field, source);
    case RELAIS_FIELD_TEXT:
      return find_after (field, source, "([^\\n.;!?]{2,80})");
    default:
      g_assert_not_reached ();
    }
}

/* See the header. */
JsonObject *
relais_fields_extract (RelaisKind *kind,
                       const char *subject,
                       const char *text,
                       const char *sender,
                       const char *language,
                       GDateTime  *reference)
{
  g_autofree char *whole = g_strconcat (text != NULL ? text : "", "\n", subject != NULL ? subject : "", NULL);
  const Source source = { whole, sender, language, reference };
  JsonObject *found = json_object_new ();
  GPtrArray *fields;

  g_return_val_if_fail (RELAIS_IS_KIND (kind), found);

  fields = relais_kind_get_fields (kind);
  for (guint i = 0; i < fields->len; i++)
    {
      const RelaisKindField *field = g_ptr_array_index (fields, i);
      g_autofree char *value = find_field (field, &source);

      if (value != NULL)
        json_object_set_string_member (found, field->name, value);
    }

  return found;
}

static char *
fold_spaces (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t\r\n", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);

  return g_string_free_and_steal (joined);
}

static gboolean
stands_in (const char *value,
           const char *text)
{
  g_autofree char *needle = fold_spaces (value);
  g_autofree char *hay = fold_spaces (text);

  return needle[0] != '\0' && strstr (hay, needle) != NULL;
}

/* See the header. */
gboolean
relais_field_validate (RelaisFieldType   type,
                       const char       *value,
                       const char       *text,
                       const char       *language,
                       GDateTime        *reference,
                       char            **normalized)
{
  const RelaisKindField bare = { .type = type, .texts = json_object_new () };
  const Source source = { value, NULL, language, reference };
  g_autoptr(JsonObject) owned = bare.texts;
  g_autofree char *read = NULL;

  *normalized = NULL;
  if (value == NULL || strlen (value) > MAX_VALUE_LENGTH || !g_utf8_validate (value, -1, NULL))
    return FALSE;
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;

  if (type == RELAIS_FIELD_DATE || type == RELAIS_FIELD_TIME || type == RELAIS_FIELD_MONEY || type == RELAIS_FIELD_PHONE)
    {
      /* The model may write it in another form: what counts is that the message itself says the same. */
      const Source whole = { text, NULL, language, reference };
      g_autofree char *said = find_field (&bare, &whole);

      read = find_field (&bare, &source);
      if (read == NULL ||
          (g_strcmp0 (read, said) != 0 &&
           (type != RELAIS_FIELD_DATE || !relais_dates_has_date (text, language, reference, read))))
        return FALSE;
      *normalized = g_steal_pointer (&read);
      return TRUE;
    }

  if (!stands_in (value, text))
    return FALSE;

  if (type == RELAIS_FIELD_EMAIL || type == RELAIS_FIELD_NUMBER || type == RELAIS_FIELD_REFERENCE)
    {
      read = clean (match_group (type == RELAIS_FIELD_REFERENCE ? "^#?([A-Za-z0-9][A-Za-z0-9/_-]{1,39})$"
                                 : type == RELAIS_FIELD_NUMBER ? "^(\\d{1,9}(?:[.,]\\d{1,4})?)$" : "^(" EMAIL ")$",
                                 G_REGEX_DEFAULT, value));
      if (read == NULL)
        return FALSE;
      *normalized = g_steal_pointer (&read);
      return TRUE;
    }

  *normalized = clean (g_strdup (value));

  return *normalized != NULL;
}
