/* test-template.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template.h"
#include "relais-test.h"

#define DATA \
  "{\"subject\": \"Concert on the 4th\", \"empty\": \"\", \"nothing\": null, \"zero\": 0, \"no\": false, \"yes\": true, " \
  "\"price\": 12.5, \"count\": 3, \"list\": [\"a\", \"b\"], \"none\": [], " \
  "\"sender\": {\"name\": \"élodie MARTIN\", \"first_name\": \"Élodie\"}, " \
  "\"people\": [{\"name\": \"Ann\", \"tags\": [1, 2]}, {\"name\": \"Bob\", \"tags\": []}], " \
  "\"day\": \"2026-11-01\", \"moment\": \"2026-03-09T14:05:00Z\", \"seconds\": 1773065100, \"hour\": \"09:30\", " \
  "\"sharp\": \"18:00\", \"someday\": \"next Tuesday\", " \
  "\"braces\": \"{{sender.name}} {{#if x}}\", \"html\": \"<b>\\\"R&D\\\" 'x'</b>\\n2\", " \
  "\"bad\": \" java\\tscript:alert(1)\", \"encoded\": \"data:text/html,x\", \"relative\": \"//evil.example/\", " \
  "\"good\": \"https://example.org/?a=1&b=\\\"2\\\"\", \"address\": \"zoe@example.org?bcc=x\", " \
  "\"lines\": \"Re: one\\r\\nBcc: evil@example.org\"}"

static JsonObject *
parse_data (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = json_from_string (DATA, &error);

  g_assert_no_error (error);

  return json_node_dup_object (node);
}

static char *
describe (GPtrArray *variables)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < variables->len; i++)
    {
      const RelaisTemplateVariable *variable = g_ptr_array_index (variables, i);

      g_string_append_printf (text, "%s%s%s@%u:%u", i > 0 ? " " : "", variable->name, variable->required ? "!" : "",
                              variable->line, variable->column);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_expands (RelaisTemplateMode  mode,
                const char         *language,
                const char         *source,
                const char         *expected,
                const char         *expected_missing)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisTemplate) template = relais_template_new (source, mode, &error);
  g_autoptr(JsonObject) data = parse_data ();
  g_autoptr(GPtrArray) missing = NULL;
  g_autofree char *found = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = relais_template_expand (template, data, language, &missing, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  found = describe (missing);
  g_assert_cmpstr (found, ==, expected_missing);
}

static void
assert_text (const char *source,
             const char *expected)
{
  assert_expands (RELAIS_TEMPLATE_TEXT, "en", source, expected, "");
}

static void
assert_french (const char *source,
               const char *expected)
{
  assert_expands (RELAIS_TEMPLATE_TEXT, "fr_CA", source, expected, "");
}

static void
assert_html (const char *source,
             const char *expected)
{
  assert_expands (RELAIS_TEMPLATE_HTML, "en", source, expected, "");
}

static void
assert_refused (RelaisTemplateMode  mode,
                const char         *source,
                int                 code,
                guint               line,
                guint               column)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisTemplate) template = relais_template_new (source, mode, &error);
  guint found_line = 0, found_column = 0;

  g_assert_null (template);
  g_assert_error (error, RELAIS_TEMPLATE_ERROR, code);
  g_assert_true (relais_template_error_get_place (error, &found_line, &found_column));
  if (line > 0)
    {
      g_assert_cmpuint (found_line, ==, line);
      g_assert_cmpuint (found_column, ==, column);
    }
}

static void
assert_no_place (const char *source)
{
  assert_refused (RELAIS_TEMPLATE_HTML, source, RELAIS_TEMPLATE_ERROR_PLACE, 0, 0);
}

static void
test_values (void)
{
  assert_text ("", "");
  assert_text ("No braces } } { {", "No braces } } { {");
  assert_text ("Hello {{sender.first_name}}!", "Hello Élodie!");
  assert_text ("{{ sender.first_name }}{{count}} {{price}} {{zero}} {{yes}}{{no}}", "Élodie3 12.5 0 yesno");
  assert_french ("{{price}} {{yes}} {{no}}", "12,5 oui non");
  assert_text ("<{{empty}}>", "<>");
  assert_text ("{{braces}}", "{{sender.name}} {{#if x}}");
  assert_text ("{{html}}", "<b>\"R&D\" 'x'</b>\n2");
}

static void
test_filters (void)
{
  assert_text ("{{sender.name | upper}} {{sender.name|lower}} {{sender.name | lower | capitalize}}",
               "ÉLODIE MARTIN élodie martin Élodie martin");
  assert_text ("{{fields.x | default: \"Sir or \\\"Madam\\\" }} {{\" | upper}}", "SIR OR \"MADAM\" }} {{");
  assert_text ("{{empty | default: \"-\"}}{{nothing | default: “–”}}{{subject | default: \"x\"}}", "-–Concert on the 4th");
  assert_text ("{{list | default: \"none\"}}", "none");
}

static void
test_dates (void)
{
  assert_text ("{{day | date}}", "1 November 2026");
  assert_french ("{{day | date}}", "1er\u00a0novembre 2026");
  assert_text ("{{moment | date}} {{moment | time}}", "9 March 2026 14:05");
  assert_french ("{{moment | date}} {{moment | time}}", "9\u00a0mars 2026 14\u00a0h\u00a005");
  assert_text ("{{seconds | date: \"%A %e %b %Y, %I:%M %p\"}}", "Monday 9 Mar 2026, 02:05 pm");
  assert_french ("{{seconds | date: \"%A %d %B %y, %-H:%M %%\"}}", "lundi 09 mars 26, 14:05 %");
  assert_text ("{{hour | time}} {{sharp | time}}", "09:30 18:00");
  assert_french ("{{hour | time}} {{sharp | time}}", "9\u00a0h\u00a030 18\u00a0h");
  assert_text ("{{someday | date}} {{someday | time}}", "next Tuesday next Tuesday");
  assert_french ("{{day | date: \"%a %d %b\" | upper}}", "DIM. 01 NOV.");
}

static void
test_blocks (void)
{
  assert_text ("{{#if subject}}A{{else}}B{{/if}}{{#if x.y}}C{{else}}D{{/if}}", "AD");
  assert_text ("{{#if empty}}1{{/if}}{{#if nothing}}2{{/if}}{{#if no}}3{{/if}}{{#if none}}4{{/if}}{{#if zero}}5{{/if}}"
               "{{#if sender}}6{{/if}}", "56");
  assert_text ("{{#each list}}{{@index}}{{this}}{{/each}}", "1a2b");
  assert_text ("{{#each people}}{{this.name}}: {{#each this.tags}}{{this}},{{/each}}{{#if this.tags}}!{{/if}} "
               "{{sender.first_name}} {{/each}}", "Ann: 1,2,! Élodie Bob:  Élodie ");
  assert_text ("{{#each absent}}x{{/each}}{{#each none}}x{{/each}}", "");
  assert_text ("{{#if subject}}{{#if empty}}x{{else}}{{#if count}}deep{{/if}}{{/if}}{{/if}}", "deep");
}

static void
test_own_lines (void)
{
  assert_text ("Hello,\n\n{{#if subject}}\nYes.\n{{else}}\nNo.\n{{/if}}\n\nBye", "Hello,\n\nYes.\n\nBye");
  assert_text ("A\n  {{#if empty}}  \nx\n  {{/if}}\nB", "A\nB");
  assert_text ("{{#each list}}\n- {{this}}\n{{/each}}\n", "- a\n- b\n");
  assert_text ("A {{#if subject}}\nx{{/if}}\nB", "A \nx\nB");
  assert_text ("{{subject}}\n\n{{count}}\n", "Concert on the 4th\n\n3\n");
}

static void
test_missing (void)
{
  assert_expands (RELAIS_TEMPLATE_TEXT, "en", "Dear {{sender.title}},\n\né {{fields.date | date}}{{list}}{{nothing}}",
                  "Dear ,\n\né ", "sender.title!@1:8 fields.date!@3:5 list!@3:27 nothing!@3:35");
  assert_expands (RELAIS_TEMPLATE_TEXT, "en", "{{#if x}}{{x}}{{/if}}{{#each subject}}y{{/each}}{{this}}{{@index}}", "",
                  "subject!@1:30 this!@1:51 @index!@1:59");
  assert_expands (RELAIS_TEMPLATE_TEXT, "en", "{{subject.deeper}}", "", "subject.deeper!@1:3");
}

static void
test_variables (void)
{
  g_autoptr(RelaisTemplate) template = relais_template_new ("{{a.b}} {{c | default: \"x\"}}\n{{#if d}}{{d | date}}{{e}}{{else}}"
                                                            "{{d}}{{/if}}{{#each f}}{{this.g}}{{@index}}{{h}}{{/each}}",
                                                            RELAIS_TEMPLATE_TEXT, NULL);
  g_autofree char *found = describe (relais_template_get_variables (template));

  g_assert_cmpstr (found, ==, "a.b!@1:3 c@1:11 d@2:7 d@2:12 e!@2:24 d!@2:37 f@2:55 h!@2:80");
}

static void
test_syntax (void)
{
  const RelaisTemplateMode text = RELAIS_TEMPLATE_TEXT;

  assert_refused (text, "ab\né{{x", RELAIS_TEMPLATE_ERROR_SYNTAX, 2, 2);
  assert_refused (text, "{{}}", RELAIS_TEMPLATE_ERROR_SYNTAX, 1, 3);
  assert_refused (text, "{{ 1a }}", RELAIS_TEMPLATE_ERROR_SYNTAX, 1, 4);
  assert_refused (text, "{{a b}}", RELAIS_TEMPLATE_ERROR_SYNTAX, 1, 5);
  assert_refused (text, "{{a.}}", RELAIS_TEMPLATE_ERROR_SYNTAX, 1, 4);
  assert_refused (text, "{{{a}}}", RELAIS_TEMPLATE_ERROR_SYNTAX, 1, 3);
  assert_refused (text, "{{a {{b}} }}", RELAIS_TEMPLATE_ERROR_SYNTAX, 1, 1);
  assert_refused (text, "x\n{{#if a}}b", RELAIS_TEMPLATE_ERROR_BLOCK, 2, 7);
  assert_refused (text, "{{/if}}", RELAIS_TEMPLATE_ERROR_BLOCK, 0, 0);
  assert_refused (text, "{{#if a}}{{/each}}", RELAIS_TEMPLATE_ERROR_BLOCK, 0, 0);
  assert_refused (text, "{{else}}", RELAIS_TEMPLATE_ERROR_BLOCK, 0, 0);
  assert_refused (text, "{{#if a}}{{else}}{{else}}{{/if}}", RELAIS_TEMPLATE_ERROR_BLOCK, 0, 0);
  assert_refused (text, "{{#each a}}{{else}}{{/each}}", RELAIS_TEMPLATE_ERROR_BLOCK, 0, 0);
  assert_refused (text, "{{#unless a}}", RELAIS_TEMPLATE_ERROR_BLOCK, 1, 3);
  assert_refused (text, "{{#if}}{{/if}}", RELAIS_TEMPLATE_ERROR_SYNTAX, 0, 0);
  assert_refused (text, "{{#if a | upper}}{{/if}}", RELAIS_TEMPLATE_ERROR_SYNTAX, 1, 9);
  assert_refused (text, "{{a | shout}}", RELAIS_TEMPLATE_ERROR_FILTER, 1, 7);
  assert_refused (text, "{{a | }}", RELAIS_TEMPLATE_ERROR_FILTER, 1, 7);
  assert_refused (text, "{{a | default}}", RELAIS_TEMPLATE_ERROR_FILTER, 1, 7);
  assert_refused (text, "{{a | default: x}}", RELAIS_TEMPLATE_ERROR_FILTER, 1, 16);
  assert_refused (text, "{{a | upper: \"x\"}}", RELAIS_TEMPLATE_ERROR_FILTER, 1, 7);
  assert_refused (text, "{{a | date: \"%Q\"}}", RELAIS_TEMPLATE_ERROR_FILTER, 1, 7);
  assert_refused (text, "{{a | date: \"100%\"}}", RELAIS_TEMPLATE_ERROR_FILTER, 1, 7);
  assert_refused (text, "\xff", RELAIS_TEMPLATE_ERROR_LIMIT, 0, 0);
}

static void
test_limits (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GString) wide = g_string_new ("{{#each list}}{{#each list}}");
  g_autoptr(GString) loops = g_string_new (NULL);
  g_autoptr(JsonObject) data = json_object_new ();
  JsonArray *many = json_array_new ();
  g_autoptr(RelaisTemplate) template = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i <= RELAIS_TEMPLATE_MAX_DEPTH; i++)
    g_string_append (deep, "{{#if a}}");
  assert_refused (RELAIS_TEMPLATE_TEXT, deep->str, RELAIS_TEMPLATE_ERROR_LIMIT, 0, 0);

  for (guint i = 0; i < 3000; i++)
    json_array_add_int_element (many, i);
  json_object_set_array_member (data, "list", many);

  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, "Everybody ");
  g_string_append (wide, "{{/each}}{{/each}}");
  template = relais_template_new (wide->str, RELAIS_TEMPLATE_TEXT, NULL);
  g_assert_null (relais_template_expand (template, data, "en", NULL, &error));
  g_assert_error (error, RELAIS_TEMPLATE_ERROR, RELAIS_TEMPLATE_ERROR_LIMIT);
  g_clear_error (&error);
  g_clear_pointer (&template, relais_template_unref);

  for (guint i = 0; i < 8; i++)
    g_string_append (loops, "{{#each list}}");
  g_string_append (loops, "{{#if no}}x{{/if}}");
  for (guint i = 0; i < 8; i++)
    g_string_append (loops, "{{/each}}");
  template = relais_template_new (loops->str, RELAIS_TEMPLATE_TEXT, NULL);
  g_assert_null (relais_template_expand (template, data, "en", NULL, &error));
  g_assert_error (error, RELAIS_TEMPLATE_ERROR, RELAIS_TEMPLATE_ERROR_LIMIT);
}

static void
test_header (void)
{
  assert_expands (RELAIS_TEMPLATE_HEADER, "en", "{{lines}}", "Re: one Bcc: evil@example.org", "");
}

static void
test_header_lines (void)
{
  g_autoptr(JsonObject) data = json_object_new ();
  g_autoptr(RelaisTemplate) template = relais_template_new ("Re: {{subject}}\n ", RELAIS_TEMPLATE_HEADER, NULL);
  g_autofree char *text = NULL;

  json_object_set_string_member (data, "subject", "one\r\nBcc: x\u2028\u202etwo\t\x01 three\xc2\x85");
  text = relais_template_expand (template, data, "en", NULL, NULL);
  g_assert_cmpstr (text, ==, "Re: one Bcc: x two three");
}

static void
test_html_text (void)
{
  assert_html ("<p>{{html}}</p>", "<p>&lt;b&gt;&#34;R&amp;D&#34; &#39;x&#39;&lt;/b&gt;<br>\n2</p>");
  assert_html ("<title>{{html}}</title>", "<title>&lt;b&gt;&#34;R&amp;D&#34; &#39;x&#39;&lt;/b&gt;\n2</title>");
  assert_html ("<p title=\"{{html}}\">", "<p title=\"&lt;b&gt;&#34;R&amp;D&#34; &#39;x&#39;&lt;/b&gt;\n2\">");
  assert_html ("<p title='{{html}}' class=x>{{count}}", "<p title='&lt;b&gt;&#34;R&amp;D&#34; &#39;x&#39;&lt;/b&gt;\n2' class=x>3");
  assert_html ("<!-- note --><style>p > a { color: red }</style><p {{#if yes}}class=\"x\"{{/if}}>{{count}}</p>",
               "<!-- note --><style>p > a { color: red }</style><p class=\"x\">3</p>");
  assert_html ("a < b {{count}}", "a < b 3");
  assert_html ("<title>{{#if yes}}ab{{/if}}</title>{{count}}", "<title>ab</title>3");
}

static void
test_html_urls (void)
{
  assert_html ("<a href=\"{{good}}\">", "<a href=\"https://example.org/?a=1&amp;b=&#34;2&#34;\">");
  assert_html ("<a href=\"{{bad}}\">", "<a href=\"#\">");
  assert_html ("<a href=\"{{encoded}}\">", "<a href=\"#\">");
  assert_html ("<a href=\" {{relative}}\">", "<a href=\" #\">");
  assert_html ("<img SRC='{{empty}}'>", "<img SRC='#'>");
  assert_html ("<a href=\"https://example.org/{{html}}\">", "<a href=\"https://example.org/%3Cb%3E%22R%26D%22%20%27x%27%3C%2Fb%3E%0A2\">");
  assert_html ("<a href=\"https://example.org?q={{good}}&amp;c={{count}}\">",
               "<a href=\"https://example.org?q=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D%222%22&amp;c=3\">");
  assert_html ("<a href=\"mailto:{{address}}\">", "<a href=\"mailto:zoe@example.org%3Fbcc%3Dx\">");
  assert_html ("<a href=\"{{good}}{{bad}}\">", "<a href=\"https://example.org/?a=1&amp;b=&#34;2&#34;%20java%09script%3Aalert%281%29\">");
  assert_html ("<a href=\"#{{count}}\"><a href=\"/x/{{count}}\">", "<a href=\"#3\"><a href=\"/x/3\">");
}

static void
test_html_refused (void)
{
  const char *refused[] = {
    "<script>{{x}}</script>", "<script>1</script>", "<ScRiPt src=\"x\">", "<style>{{x}}</style>", "<style></stylex>{{x}}</style>",
    "<!-- {{x}} -->", "<!DOCTYPE {{x}}>", "<{{x}}>", "</{{x}}>", "<p {{x}}>", "<p {{x}}=\"1\">", "<p class={{x}}>", "<p class=a{{x}}>",
    "<p style=\"{{x}}\">", "<p onclick=\"{{x}}\">", "<p ONclick='{{x}}'>", "<iframe srcdoc=\"{{x}}\">", "<meta content=\"{{x}}\">",
    "<base href=\"{{x}}\">", "<form action=\"{{x}}\">", "<img srcset=\"{{x}}\">", "<svg>{{x}}</svg>", "<<script>{{x}}",
    "<a href=\"{{#if x}}{{y}}{{/if}}\">", "<a href=\"https://{{x}}/\">", "<a href=\"https://e.org{{x}}\">", "<a href=\"java{{x}}\">",
    "<a href=\"javascript:{{x}}\">", "<a href=\"javascript:f('?{{x}}')\">", "<a href=\"java\nscript:a/?{{x}}\">", "<a href=\"//{{x}}\">",
    "<a href=\"/{{x}}\">", "<a href=\"/\\{{x}}\">", "<a href=\"javascript&#58;?{{x}}\">", "<a href=\"data:text/html,{{x}}\">",
    "<a {{#if x}}title {{else}}href {{/if}}=\"{{y}}\">", "{{#if x}}<a href=\"{{/if}}{{y}}\">", "{{#if x}}<!--{{/if}}{{y}}-->",
    "{{#each x}}<p title=\"{{/each}}", "<p title=\"{{x}}", "<p", "<!-- ", "<style>", "<p =\"{{x}}\">", "<p a=\"1\"=\"{{x}}\">",
    "<title>{{#if x}}</tit{{/if}}le>{{y}}", "<input value=\"{{x}}\">", "<link href=\"{{x}}\">",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      assert_no_place (refused[i]);
    }
}

static gpointer
expand_thread (gpointer data)
{
  RelaisTemplate *template = data;
  g_autoptr(JsonObject) values = parse_data ();

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *english = relais_template_expand (template, values, "en", NULL, NULL);
      g_autofree char *french = relais_template_expand (template, values, "fr", NULL, NULL);

      g_assert_cmpstr (english, ==, "1 November 2026");
      g_assert_cmpstr (french, ==, "1er\u00a0novembre 2026");
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr(RelaisTemplate) template = relais_template_new ("{{day | date}}", RELAIS_TEMPLATE_TEXT, NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("expand", expand_thread, template);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/core/template/values", test_values);
  g_test_add_func ("/core/template/filters", test_filters);
  g_test_add_func ("/core/template/dates", test_dates);
  g_test_add_func ("/core/template/blocks", test_blocks);
  g_test_add_func ("/core/template/own-lines", test_own_lines);
  g_test_add_func ("/core/template/missing", test_missing);
  g_test_add_func ("/core/template/variables", test_variables);
  g_test_add_func ("/core/template/syntax", test_syntax);
  g_test_add_func ("/core/template/limits", test_limits);
  g_test_add_func ("/core/template/header", test_header);
  g_test_add_func ("/core/template/header-lines", test_header_lines);
  g_test_add_func ("/core/template/html-text", test_html_text);
  g_test_add_func ("/core/template/html-urls", test_html_urls);
  g_test_add_func ("/core/template/html-refused", test_html_refused);
  g_test_add_func ("/core/template/threads", test_threads);

  return g_test_run ();
}
